import type { Readable } from 'node:stream';
import { AppError, InputError } from './app-error.ts';

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
  if (size === 0) throw new InputError([{ field: 'file', message: '文件是空的' }]);
  return Buffer.concat(chunks);
}
