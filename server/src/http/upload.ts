import type { Readable } from 'node:stream';
import { type Spooled, SpoolFull, spool } from '../content-store/index.ts';
import { AppError, InputError } from './app-error.ts';

const EMPTY = [{ field: 'file', message: '文件是空的' }];

/** A failure of this machine's disk; anything else that breaks an upload is the sender's. */
const ofDisk = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT|EACCES|EROFS|EIO|ENOENT)$/.test((error as { code?: string }).code ?? '');

/** Takes an upload down to the disk, a chunk at a time. Whoever calls it discards what it gives. */
export async function spoolUpload(stream: Readable, folder: string, maxBytes: number): Promise<Spooled> {
  try {
    const spooled = await spool(stream, folder, maxBytes);
    if (spooled.size > 0) return spooled;
    await spooled.discard();
  } catch (error) {
    if (error instanceof SpoolFull) throw new AppError('request.too-large', { maxBytes });
    if (ofDisk(error)) throw error;
    throw new AppError('request.unreadable');
  }
  throw new InputError(EMPTY);
}

/** Reads an uploaded file up to its limit; an upload that breaks off is refused, never half taken. */
export async function readUpload(stream: Readable | undefined, maxBytes: number): Promise<Buffer> {
  if (!stream) throw new AppError('request.unreadable');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw new AppError('request.too-large', { maxBytes });
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('request.unreadable');
  }
  if (size === 0) throw new InputError(EMPTY);
  return Buffer.concat(chunks);
}
