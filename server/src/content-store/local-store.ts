import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContentKey, ContentStore, StoredContent } from './content-store.ts';

const DIGEST = /^[0-9a-f]{64}$/;
const AUTHORITY = /^[0-9a-f-]{36}$/;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const absent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** A file is there after a power cut only when its folder knows it for good. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (absent(error)) return [];
    throw error;
  }
}

async function* contentsBelow(folder: string): AsyncGenerator<StoredContent> {
  for (const shard of await listFolder(folder)) {
    for (const digest of await listFolder(join(folder, shard))) {
      if (!DIGEST.test(digest)) continue;
      const { size, mtime } = await stat(join(folder, shard, digest));
      yield { digest, size, storedAt: mtime };
    }
  }
}

/** Contents as files of this machine: `<folder>/<authority>/<two digits>/<digest>`, for their owner alone. */
export function openLocalStore(folder: string, spoolFolder: string): ContentStore {
  function pathOf({ authorityId, digest }: ContentKey): string {
    if (!DIGEST.test(digest) || !AUTHORITY.test(authorityId)) throw new Error('a key that names no content');
    return join(folder, authorityId, digest.slice(0, 2), digest);
  }

  return {
    title: `本机目录 ${folder}`,
    local: true,
    spoolFolder,

    async put(key, spooled) {
      const path = pathOf(key);
      if (await isThere(path)) {
        const now = new Date();
        await utimes(path, now, now);
        return;
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(spooled.path, path);
      await syncFolder(dirname(path));
    },

    has: (key) => isThere(pathOf(key)),

    async read(key) {
      const path = pathOf(key);
      return (await isThere(path)) ? createReadStream(path) : undefined;
    },

    remove: (key) => rm(pathOf(key), { force: true }),

    list: (authorityId) => contentsBelow(join(folder, authorityId)),
  };
}
