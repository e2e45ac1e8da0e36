import { extensionOf, FILE_TYPES, type FileForm } from '@zhunsheng/contract/file-types';
import type { Spooled } from '../../../content-store/index.ts';
import { AppError } from '../../../http/app-error.ts';
import { oleNames } from './ole-names.ts';
import { looksLikeText } from './plain-text.ts';
import { readDirectory } from './zip-directory.ts';
import { checkArchive, type ZipEntry } from './zip-safety.ts';

const MARKS: Readonly<Record<Exclude<FileForm, 'text'>, (head: Buffer) => boolean>> = {
  pdf: (head) => head.subarray(0, 5).toString('latin1') === '%PDF-',
  jpeg: (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  mp4: (head) => head.subarray(4, 8).toString('latin1') === 'ftyp',
  zip: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])),
  ole: (head) => head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])),
};

const HEAD_BYTES = 64 * 1024;

const unsafe = (reason: string): AppError => new AppError('files.unsafe-archive', { reason });

function checkOfficeArchive(entries: readonly ZipEntry[], holds: readonly string[]): void {
  const names = new Set(entries.map((entry) => entry.name));
  if (!holds.every((name) => names.has(name))) throw new AppError('files.type-differs');
  if (entries.some((entry) => /(^|\/)vbaProject\.bin$/i.test(entry.name))) {
    throw unsafe('文件中含有宏。请另存为不含宏的格式再上传。');
  }
}

async function checkZip(spooled: Spooled, holds: readonly string[] | undefined): Promise<void> {
  const directory = await readDirectory(spooled);
  if (typeof directory === 'string') throw unsafe(directory);
  const problem = checkArchive(directory, spooled.size);
  if (problem !== undefined) throw unsafe(problem);
  if (holds) checkOfficeArchive(directory, holds);
}

async function checkOle(spooled: Spooled, holds: readonly string[]): Promise<void> {
  const names = await oleNames(spooled);
  if (!holds.some((name) => names.has(name))) throw new AppError('files.type-differs');
}

/**
 * Whether extension, declared type and bytes of a file agree; gives the type that a download will say. Archives are
 * looked at by their directory alone and never unpacked. Throws `files.type-differs` and `files.unsafe-archive`.
 */
export async function inspectContent(spooled: Spooled, name: string, declaredType: string): Promise<string> {
  const known = FILE_TYPES[extensionOf(name)];
  if (!known?.types.includes(declaredType)) throw new AppError('files.type-differs');
  const { form, holds, types } = known;
  const head = await spooled.bytes(0, HEAD_BYTES);
  const fits = form === 'text' ? looksLikeText(head) : MARKS[form](head);
  if (!fits) throw new AppError('files.type-differs');
  if (form === 'zip') await checkZip(spooled, holds);
  if (form === 'ole') await checkOle(spooled, holds ?? []);
  return types[0];
}
