import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../text/encoding.ts';
import { Unreadable } from '../unreadable.ts';

/** The only file of this package that touches the disk; everything else takes bytes and gives bytes. */

const PIECE = 256 * 1024;
/** A file that is read whole (workbook, bundle, YAML); tables in text form stream and have no bound. */
const MAX_WHOLE = 512 * 1024 * 1024;

/** A file's bytes in pieces, opened anew for each pass. */
export const fileChunks = (path: string): ByteSource =>
  function* () {
    const file = openSync(path, 'r');
    try {
      for (;;) {
        const piece = new Uint8Array(PIECE);
        const length = readSync(file, piece);
        if (length === 0) return;
        yield piece.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  };

/** The whole of a file. Throws `Unreadable` when it is absent, no file, or too large. */
export function readWhole(path: string): Uint8Array {
  if (!isFile(path)) throw new Unreadable('documents.no-file', '没有这个文件。', '请核对文件名与所在的文件夹。');
  if (statSync(path).size > MAX_WHOLE) {
    throw new Unreadable(
      'documents.too-large',
      `文件超过${MAX_WHOLE / 1024 / 1024}MB。`,
      '请拆成几个文件，或改用 CSV。',
    );
  }
  return readFileSync(path);
}

export const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
export const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** The files of a folder by name, in order; hidden ones and the lock files of office software are left out. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !/^[.~]/.test(name) && isFile(join(folder, name)))
    .sort((a, b) => (a < b ? -1 : 1));

/**
 * Writes a file in one go: into a neighbour first, then renamed, so that whoever stops the program finds the old file
 * or the new one, never half of it.
 */
export function writeWhole(path: string, pieces: Iterable<Uint8Array | string>): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = openSync(temporary, 'w');
    try {
      for (const piece of pieces) {
        const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      }
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
