import type { AnyDb, Db } from '../../database/tables.ts';
import './authorities.tables.ts';

export const listAuthorities = (db: AnyDb) =>
  db.selectFrom('authorities').select(['authorityId', 'code', 'name']).orderBy('authorityId').execute();

export async function insertAuthority(db: Db, code: string, name: string): Promise<void> {
  await db.insertInto('authorities').values({ authorityId: db.authorityId, code, name }).execute();
}
