import type { Db } from '../../database/tables.ts';
import type { SchemeRow } from './schemes.tables.ts';
import './schemes.tables.ts';

export const findScheme = (db: Db, id: string) =>
  db.selectFrom('schemes').selectAll().where('id', '=', id).executeTakeFirst();

export const findVersion = (db: Db, key: string, version: number) =>
  db
    .selectFrom('schemes')
    .select(['id', 'digest'])
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();

export async function insertScheme(db: Db, row: SchemeRow): Promise<void> {
  await db
    .insertInto('schemes')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

export async function listSchemes(db: Db, page: number, pageSize: number) {
  const entries = await db
    .selectFrom('schemes')
    .select(['id', 'key', 'version', 'title', 'year', 'digest', 'createdAt'])
    .orderBy('year', 'desc')
    .orderBy('key')
    .orderBy('version', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await db
    .selectFrom('schemes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, entries };
}
