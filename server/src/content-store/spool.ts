import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** More bytes arrived than are taken. */
export class SpoolFull extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.name = 'SpoolFull';
    this.maxBytes = maxBytes;
  }
}

/** A content that has arrived whole on this machine's disk, not yet in the store. */
export interface Spooled {
  readonly path: string;
  readonly size: number;
  readonly digest: string;
  /** Some of its bytes; fewer where it ends before. */
  bytes(at: number, length: number): Promise<Buffer>;
  stream(): Readable;
  /** Removes what is left of it; always called in the end. */
  discard(): Promise<void>;
}

async function write(handle: FileHandle, stream: AsyncIterable<Uint8Array>, maxBytes: number) {
  const digest = createHash('sha256');
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) throw new SpoolFull(maxBytes);
    digest.update(chunk);
    await handle.write(chunk);
  }
  await handle.sync();
  return { size, digest: digest.digest('hex') };
}

async function bytesOf(path: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Takes a stream down to the disk, with its digest, a chunk at a time; what breaks off leaves nothing behind. */
export async function spool(
  stream: AsyncIterable<Uint8Array>,
  folder: string,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Spooled> {
  const path = join(folder, `${randomBytes(12).toString('hex')}.part`);
  const discard = () => rm(path, { force: true });
  const handle = await open(path, 'wx', 0o600);
  try {
    const taken = await write(handle, stream, maxBytes);
    return {
      path,
      ...taken,
      bytes: (at, length) => bytesOf(path, at, length),
      stream: () => createReadStream(path),
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await handle.close();
  }
}

const DAY_MS = 24 * 3_600_000;

/** Removes what a killed process left half arrived. What is younger than a day may still be arriving elsewhere. */
export async function clearSpool(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}
