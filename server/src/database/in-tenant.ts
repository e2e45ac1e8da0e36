import { CompiledQuery, sql } from 'kysely';
import type { AnyDb, Db } from './tables.ts';

const SET_AUTHORITY = "select set_config('zhunsheng.authority_id', $1, true)";

/**
 * Runs work in one transaction in which only the rows of one authority (考核机关) exist. The setting ends with the
 * transaction, so that a connection carries nothing over to the next request.
 */
export function inTenant<T>(db: AnyDb, authorityId: string, work: (db: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await transaction.executeQuery(CompiledQuery.raw(SET_AUTHORITY, [authorityId]));
    return work(Object.assign(transaction, { authorityId }));
  });
}

/** Answers when the database does. */
export async function pingDatabase(db: AnyDb): Promise<void> {
  await sql`select 1`.execute(db);
}
