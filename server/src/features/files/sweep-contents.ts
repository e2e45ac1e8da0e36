import { type ContentStore, verified } from '../../content-store/index.ts';
import { inTenant } from '../../database/in-tenant.ts';
import type { AnyDb } from '../../database/tables.ts';
import { eraseContent } from './destroy-content.ts';
import { findContent, listKept, listUnerased, lockContent } from './files.store.ts';

/** Bytes that are younger may belong to an upload that is just being entered. */
const MIN_AGE_MS = 24 * 3_600_000;

export interface Swept {
  /** Bytes that no entry speaks of, left behind by an upload that broke off. */
  readonly orphans: number;
  /** Bytes of contents that were destroyed. */
  readonly erased: number;
}

async function removeOrphan(app: AnyDb, contents: ContentStore, authorityId: string, digest: string) {
  return inTenant(app, authorityId, async (db) => {
    await lockContent(db, digest);
    const found = await findContent(db, digest);
    if (found && !found.destroyedAt) return false;
    await contents.remove({ authorityId, digest });
    return true;
  });
}

/** Clears one authority's store of what must not or need not be there. Contents that entries hold on to are not touched. */
export async function sweepContents(
  app: AnyDb,
  contents: ContentStore,
  authorityId: string,
  now: Date,
): Promise<Swept> {
  const due = await inTenant(app, authorityId, listUnerased);
  for (const { digest } of due) await eraseContent(app, contents, authorityId, digest, now);
  let orphans = 0;
  for await (const { digest, storedAt } of contents.list(authorityId)) {
    if (now.getTime() - storedAt.getTime() < MIN_AGE_MS) continue;
    if (await removeOrphan(app, contents, authorityId, digest)) orphans += 1;
  }
  return { orphans, erased: due.length };
}

const PART = 500;

async function isSound(contents: ContentStore, authorityId: string, digest: string): Promise<boolean> {
  const stream = await contents.read({ authorityId, digest });
  if (!stream) return false;
  try {
    for await (const _ of verified(stream, digest));
    return true;
  } catch {
    return false;
  }
}

/** Reads every content of an authority whole and gives the digests of those that are gone or are not what was handed in. */
export async function verifyContents(app: AnyDb, contents: ContentStore, authorityId: string) {
  const damaged: string[] = [];
  let count = 0;
  for (let after = ''; ; ) {
    const rows = await inTenant(app, authorityId, (db) => listKept(db, after, PART));
    for (const { digest } of rows) {
      count += 1;
      if (!(await isSound(contents, authorityId, digest))) damaged.push(digest);
    }
    if (rows.length < PART) return { count, damaged };
    after = rows.at(-1)!.digest;
  }
}
