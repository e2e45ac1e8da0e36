import { nearest } from '@zhunsheng/core/values';
import { isDigest } from '../digest.ts';
import { isRecord, type Report, reportUnknownKeys, textAt } from '../yaml/shape.ts';

/** The figures of a lower level's results that a rule may take. */
export const IMPORT_FIGURES = {
  meanTotal: '平均得分',
  median: '得分中位数',
  shareExcellent: '优秀率',
  shareGrade: '等次占比',
  totalOf: '某一对象的得分',
  itemOf: '某一对象一个条目的得分',
  meanItem: '一个条目的平均得分',
} as const;
export type ImportFigure = keyof typeof IMPORT_FIGURES;

/** 结果上卷: one figure of a lower level's result bundle, as measured data against a rule of this scheme. */
export interface BundleImport {
  /** The bundle's file, relative to the folder. */
  readonly bundle: string;
  readonly digest: string;
  readonly rule: string;
  readonly figure: ImportFigure;
  /** The subject here that the figure is about. */
  readonly as: string;
  /** The subject of the lower level, for `totalOf` and `itemOf`. */
  readonly of?: string;
  /** The item of the lower level, for `itemOf` and `meanItem`. */
  readonly item?: string;
  /** Where that item is scored in several components or periods of the lower level: which one. */
  readonly itemComponent?: string;
  readonly itemPeriod?: string;
  /** Only subjects of this group of the lower level. */
  readonly group?: string;
  /** The grade counted by `shareGrade`. */
  readonly grade?: string;
  /** The name of the figure in a formula. */
  readonly name?: string;
  readonly component?: string;
  readonly path: readonly (string | number)[];
}

const OPTIONAL = ['of', 'item', 'itemComponent', 'itemPeriod', 'group', 'grade', 'name', 'component'] as const;
const KEYS = ['bundle', 'digest', 'rule', 'figure', 'as', ...OPTIONAL] as const;
const REQUIRED = ['bundle', 'digest', 'rule', 'figure', 'as'] as const;

/** What a figure needs beside the keys that all of them need, and what to write there. */
const NEEDS: Partial<Record<ImportFigure, readonly (readonly [key: (typeof OPTIONAL)[number], hint: string])[]>> = {
  totalOf: [['of', '请写明取哪个对象的得分。']],
  itemOf: [
    ['of', '请写明取哪个对象的得分。'],
    ['item', '请写明取哪个条目的得分。'],
  ],
  meanItem: [['item', '请写明取哪个条目的得分。']],
  shareGrade: [['grade', '请写明等次。']],
};

type Path = (string | number)[];

function readFigure(text: string, path: Path, report: Report): ImportFigure | undefined {
  if (Object.hasOwn(IMPORT_FIGURES, text)) return text as ImportFigure;
  const known = Object.keys(IMPORT_FIGURES);
  const guess = nearest(text, known);
  const hint = guess ? `是否想写“${guess}”？` : `可用的：${known.join('、')}。`;
  if (text !== '') report([...path, 'figure'], 'documents.wrong-value', `没有“${text}”这种取数。`, hint);
  return undefined;
}

function readImport(value: unknown, path: Path, report: Report): BundleImport | undefined {
  if (!isRecord(value)) {
    report(path, 'documents.wrong-value', '此处应为若干“键: 值”。', `须写明 ${REQUIRED.join('、')}。`);
    return undefined;
  }
  reportUnknownKeys(value, KEYS, path, report);
  const texts = Object.fromEntries(
    KEYS.map((key) => [key, textAt(value, key, path, report, (REQUIRED as readonly string[]).includes(key))]),
  ) as Record<(typeof KEYS)[number], string>;
  const figure = readFigure(texts.figure, path, report);
  if (texts.digest !== '' && !isDigest(texts.digest)) {
    report(
      [...path, 'digest'],
      'documents.wrong-value',
      '摘要写法不对。',
      '应为 sha256: 加64位十六进制数字，导出结果包时会显示。',
    );
    return undefined;
  }
  for (const [key, hint] of (figure && NEEDS[figure]) ?? []) {
    if (texts[key] === '') report(path, 'documents.missing-key', `缺少“${key}”。`, hint);
  }
  if (!figure || REQUIRED.some((key) => texts[key] === '')) return undefined;
  const optional = Object.fromEntries(OPTIONAL.flatMap((key) => (texts[key] ? [[key, texts[key]]] : [])));
  const { bundle, digest, rule, as } = texts;
  return { bundle, digest, rule, figure, as, ...optional, path };
}

/** Reads the `imports` of assessment.yaml. */
export function readImports(value: unknown, report: Report): BundleImport[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    report(['imports'], 'documents.wrong-value', '此处应为列表。', '每一项以“- bundle: …”开头。');
    return [];
  }
  return value.map((entry, at) => readImport(entry, ['imports', at], report)).filter((entry) => entry !== undefined);
}
