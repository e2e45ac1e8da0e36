import type { AnyDb } from '../../database/tables.ts';
import './bootstrap.tables.ts';

export async function insertLink(db: AnyDb, linkDigest: string, expiresAt: Date): Promise<void> {
  await db.insertInto('bootstrapLinks').values({ linkDigest, expiresAt, usedAt: null }).execute();
}

/** Uses a link up; false when there is none, it is too old, or somebody was quicker. */
export async function useLink(db: AnyDb, linkDigest: string, now: Date): Promise<boolean> {
  const used = await db
    .updateTable('bootstrapLinks')
    .set({ usedAt: now })
    .where('linkDigest', '=', linkDigest)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}
