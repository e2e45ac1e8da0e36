import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the web application as it is sent. */
export interface WebFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Compressed by the build, by the name of the coding that a browser accepts. */
  readonly coded: ReadonlyMap<string, Buffer>;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Best first. */
const CODINGS: readonly (readonly [string, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

function filesBelow(folder: string): string[] {
  const shown = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  return shown.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

function readWebFile(path: string): WebFile {
  const plain = readFileSync(path);
  const coded = CODINGS.flatMap(([coding, ending]): [string, Buffer][] =>
    existsSync(path + ending) ? [[coding, readFileSync(path + ending)]] : [],
  );
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type: TYPES[extname(path)] ?? 'application/octet-stream', plain, coded: new Map(coded), etag };
}

/**
 * The build of the web application by address (`/assets/index-1a2b.js`), read once; `undefined` where there is none yet.
 * Only what was in the folder then has an address, so that no address leads anywhere else.
 */
export function readWebFiles(folder: string): ReadonlyMap<string, WebFile> | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const paths = filesBelow(folder).filter((path) => !CODINGS.some(([, ending]) => path.endsWith(ending)));
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, readWebFile(path)] as const));
}

/** The form of a file that a browser takes best, with the name of its coding. */
export function bestForm({ plain, coded }: WebFile, accepted: string): readonly [string | undefined, Buffer] {
  const wanted = accepted.split(',').map((part) => part.trim().split(';'));
  const takes = (coding: string) => wanted.some(([name, q = '']) => name === coding && !/^\s*q=0(\.0*)?$/.test(q));
  for (const [coding] of CODINGS) {
    const bytes = coded.get(coding);
    if (bytes && takes(coding)) return [coding, bytes];
  }
  return [undefined, plain];
}
