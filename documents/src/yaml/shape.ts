import { nearest } from '@zhunsheng/core/values';

type Path = (string | number)[];

/** Notes what is wrong at a path of a document. */
export type Report = (path: Path, code: string, message: string, hint: string) => void;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reports keys that nobody reads, with the nearest right one. */
export function reportUnknownKeys(value: object, keys: readonly string[], path: Path, report: Report): void {
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const guess = nearest(key, keys);
    const hint = guess ? `是否想写“${guess}”？` : `可用的键：${keys.join('、')}。`;
    report([...path, key], 'documents.unknown-key', `没有“${key}”这个键。`, hint);
  }
}

/** The text at a key; reports when it is absent and required, or no text. */
export function textAt(
  value: Record<string, unknown>,
  key: string,
  path: Path,
  report: Report,
  required: boolean,
): string {
  const written = value[key];
  if (typeof written === 'string' || typeof written === 'number') return String(written);
  if (written === undefined || written === null) {
    if (required) report(path, 'documents.missing-key', `缺少“${key}”。`, `请补上“${key}”。`);
  } else report([...path, key], 'documents.wrong-value', '此处应为文字。', '请写成一行文字。');
  return '';
}
