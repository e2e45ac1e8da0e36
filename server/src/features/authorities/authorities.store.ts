import { prepared } from '../../database/prepared.ts';
import type { AnyDb, Db } from '../../database/tables.ts';
import './authorities.tables.ts';

const all = prepared((db) =>
  db.selectFrom('authorities').select(['authorityId', 'code', 'name']).orderBy('authorityId'),
);

export const listAuthorities = (db: AnyDb) => all(db as Db);

export async function insertAuthority(db: Db, code: string, name: string): Promise<void> {
  await db.insertInto('authorities').values({ authorityId: db.authorityId, code, name }).execute();
}
