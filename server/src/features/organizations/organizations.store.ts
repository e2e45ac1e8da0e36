import { sql } from 'kysely';
import { prepared } from '../../database/prepared.ts';
import type { Db } from '../../database/tables.ts';
import type { ContactRow, EventRow, MembershipRow, OrganizationRow } from './organizations.tables.ts';
import './organizations.tables.ts';

const byId = prepared((db, id: string) => db.selectFrom('organizations').selectAll().where('id', '=', id));

export const findOrganization = async (db: Db, id: string) => (await byId(db, id))[0];

/** Rows that are about to change, locked in one order so that two changes cannot wait for each other. */
export const lockOrganizations = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('organizations')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();

const pathsOf = prepared((db, ids: readonly string[]) =>
  db.selectFrom('organizations').select(['id', 'path', 'name']).where('id', '=', sql<string>`any(${ids}::uuid[])`),
);

export const findPaths = (db: Db, ids: readonly string[]) =>
  ids.length === 0 ? Promise.resolve([]) : pathsOf(db, ids);

export const findRoot = (db: Db) =>
  db.selectFrom('organizations').selectAll().where('parentId', 'is', null).executeTakeFirst();

export const findByCode = (db: Db, code: string) =>
  db.selectFrom('organizations').select('id').where('code', '=', code).executeTakeFirst();

/** Everything that an import compares itself with, in one query. */
export const listAll = (db: Db) => db.selectFrom('organizations').selectAll().execute();

export const listMemberships = prepared((db, organizationId: string) =>
  db
    .selectFrom('organizationMemberships')
    .select(['group', 'class', 'validFrom'])
    .where('organizationId', '=', organizationId)
    .orderBy('validFrom', 'desc'),
);

/** Each body's latest membership, in one query. */
export const latestMemberships = (db: Db) =>
  db
    .selectFrom('organizationMemberships')
    .distinctOn('organizationId')
    .select(['organizationId', 'group', 'class'])
    .orderBy('organizationId')
    .orderBy('validFrom', 'desc')
    .execute();

export const listContacts = prepared((db, organizationId: string) =>
  db
    .selectFrom('organizationContacts')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .orderBy('validTo', (order) => order.desc().nullsFirst())
    .orderBy('validFrom', 'desc')
    .orderBy('id'),
);

export const listEvents = prepared((db, organizationId: string) =>
  db
    .selectFrom('organizationEvents')
    .selectAll()
    .where('organizationId', '=', organizationId)
    .orderBy('happenedOn')
    .orderBy('id'),
);

export const hasOpenChildren = async (db: Db, id: string): Promise<boolean> => {
  const query = db.selectFrom('organizations').select('id').where('parentId', '=', id).where('closedOn', 'is', null);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
};

export async function insertOrganizations(
  db: Db,
  rows: readonly Omit<OrganizationRow, 'authorityId'>[],
): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < rows.length; at += 1_000) {
    const part = rows.slice(at, at + 1_000).map((row) => ({ authorityId, ...row }));
    await db.insertInto('organizations').values(part).execute();
  }
}

/** Changes a body only if nobody else did since; false when somebody was quicker. */
export async function updateOrganization(
  db: Db,
  id: string,
  version: number,
  changes: Partial<Omit<OrganizationRow, 'authorityId' | 'id' | 'version'>>,
): Promise<boolean> {
  const changed = await db
    .updateTable('organizations')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Puts a body's whole subtree under another path. */
export async function movePaths(db: Db, from: string, to: string): Promise<void> {
  await db
    .updateTable('organizations')
    .set({ path: sql<string>`${to} || substr(path, ${from.length + 1}::int)` })
    .where('path', 'like', `${from}%`)
    .execute();
}

/** Puts everything below one body below another. */
export async function moveChildren(
  db: Db,
  from: { id: string; path: string },
  to: { id: string; path: string },
): Promise<void> {
  await db.updateTable('organizations').set({ parentId: to.id }).where('parentId', '=', from.id).execute();
  await db
    .updateTable('organizations')
    .set({ path: sql<string>`${to.path} || substr(path, ${from.path.length + 1}::int)` })
    .where('path', 'like', `${from.path}_%`)
    .execute();
}

export async function putMemberships(db: Db, rows: readonly Omit<MembershipRow, 'authorityId'>[]): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < rows.length; at += 1_000) {
    const part = rows.slice(at, at + 1_000).map((row) => ({ authorityId, ...row }));
    await db
      .insertInto('organizationMemberships')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['authorityId', 'organizationId', 'validFrom']).doUpdateSet((eb) => ({
          group: eb.ref('excluded.group'),
          class: eb.ref('excluded.class'),
        })),
      )
      .execute();
  }
}

export async function insertEvents(db: Db, rows: readonly Omit<EventRow, 'authorityId'>[]): Promise<void> {
  const { authorityId } = db;
  for (let at = 0; at < rows.length; at += 1_000) {
    const part = rows.slice(at, at + 1_000).map((row) => ({ authorityId, ...row }));
    await db.insertInto('organizationEvents').values(part).execute();
  }
}

/** False where the account does not exist. */
export async function insertContact(db: Db, row: Omit<ContactRow, 'authorityId'>): Promise<boolean> {
  try {
    await db
      .insertInto('organizationContacts')
      .values({ authorityId: db.authorityId, ...row })
      .execute();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return false;
    throw error;
  }
}

export async function endContact(db: Db, organizationId: string, id: string, validTo: string): Promise<boolean> {
  const changed = await db
    .updateTable('organizationContacts')
    .set({ validTo })
    .where('id', '=', id)
    .where('organizationId', '=', organizationId)
    .where('validFrom', '<=', validTo)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
