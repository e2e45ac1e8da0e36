import { dirname, resolve } from 'node:path';
import { isFolder, writeWhole } from '@zhunsheng/documents';
import { WrongUse } from './command.ts';

/** Refuses a target that cannot be written, before anything is computed. */
export function checkTarget(path: string): void {
  if (isFolder(path)) throw new WrongUse(`“${path}”是文件夹，请写明要生成的文件名。`);
  if (!isFolder(dirname(resolve(path)))) throw new WrongUse(`没有“${dirname(path)}”这个文件夹。`);
}

/** Writes the whole file or nothing; an interrupt waits for the rename, so that no half file stays behind. */
export function writeTarget(path: string, pieces: Iterable<Uint8Array | string>): void {
  const wait = (): void => {};
  process.once('SIGINT', wait);
  try {
    writeWhole(path, pieces);
  } finally {
    process.removeListener('SIGINT', wait);
  }
}
