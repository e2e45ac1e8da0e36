import { createHash } from 'node:crypto';

/** What the store gave is not what was put there. */
export class ContentDamaged extends Error {
  constructor(digest: string) {
    super(`the content ${digest} is damaged`);
    this.name = 'ContentDamaged';
  }
}

/**
 * Passes a content on and checks its digest on the way. The last chunk is held back until the digest is known to be
 * right, so that nobody ever receives the whole of a content that is not the one that was handed in.
 */
export async function* verified(stream: AsyncIterable<Uint8Array>, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of stream) {
    if (held) yield held;
    hash.update(chunk);
    held = chunk;
  }
  if (hash.digest('hex') !== digest) throw new ContentDamaged(digest);
  if (held) yield held;
}
