import type { ResultsDocument } from '../results/results-document.ts';
import { Unreadable } from '../unreadable.ts';
import { isRecord } from '../yaml/shape.ts';
import { openZip, unpackWhole } from '../zip/open-zip.ts';
import { BUNDLE_FILES, type Manifest } from './manifest.ts';

/** A bundle unpacked, its own statements not yet checked. */
export interface OpenBundle {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
  readonly results: ResultsDocument;
}

const noBundle = (message: string): Unreadable =>
  new Unreadable('documents.no-bundle', message, '请核对文件；结果包由 zhunsheng export --bundle 生成。');

function parseEntry(files: ReadonlyMap<string, Uint8Array>, name: string): Record<string, unknown> {
  const bytes = files.get(name);
  if (!bytes) throw noBundle(`这不是结果包，里面没有 ${name}。`);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(value)) return value;
  } catch {
    throw noBundle(`${name} 已损坏，无法解读。`);
  }
  throw noBundle(`${name} 的内容不对。`);
}

const MAX_DEPTH = 16;

/** Results and manifest are flat; what is nested deep is no bundle of ours and would overflow whoever walks it. */
function isDeep(value: unknown): boolean {
  const open = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > MAX_DEPTH) return true;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const child of Object.values(next.value)) open.push({ value: child, depth: next.depth + 1 });
  }
  return false;
}

/** Opens a bundle. Throws `Unreadable` for what is no bundle, is damaged, or comes from a later version. */
export function openBundle(bytes: Uint8Array): OpenBundle {
  const files = new Map([...openZip(bytes)].map(([name, entry]) => [name, unpackWhole(entry)]));
  const manifest = parseEntry(files, BUNDLE_FILES.manifest);
  const results = parseEntry(files, BUNDLE_FILES.results);
  if (manifest.format !== 1 || results.format !== 1) throw noBundle('结果包的格式版本不认识，可能由更新的版本生成。');
  const missing = Object.values(BUNDLE_FILES).find((name) => !files.has(name));
  if (missing) throw noBundle(`结果包里缺少 ${missing}。`);
  if (isDeep(manifest) || isDeep(results)) throw noBundle('结果包的内容嵌套过深。');
  if (!isRecord(results.scheme) || !isRecord(manifest.scheme)) throw noBundle('结果包的目录不完整。');
  if (!isRecord(manifest.files) || !Array.isArray(results.subjects)) throw noBundle('结果包的目录不完整。');
  return { files, manifest: manifest as unknown as Manifest, results: results as unknown as ResultsDocument };
}
