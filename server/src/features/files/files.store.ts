import { sql } from 'kysely';
import { literally } from '../../database/literally.ts';
import type { Db } from '../../database/tables.ts';
import type { ContentRow, FilePurpose, FileRow } from './files.tables.ts';
import './files.tables.ts';

/** Makes whoever adds, destroys or sweeps one content wait for each other. */
export async function lockContent(db: Db, digest: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`content ${db.authorityId} ${digest}`}, 0))`.execute(db);
}

export const findContent = (db: Db, digest: string) =>
  db.selectFrom('fileContents').selectAll().where('digest', '=', digest).executeTakeFirst();

export async function insertContent(db: Db, row: Pick<ContentRow, 'digest' | 'size' | 'storedAt'>): Promise<void> {
  await db
    .insertInto('fileContents')
    .values({ authorityId: db.authorityId, ...row, destroyedAt: null, erasedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function markDestroyed(db: Db, digest: string, destroyedAt: Date): Promise<void> {
  await db.updateTable('fileContents').set({ destroyedAt }).where('digest', '=', digest).execute();
}

export async function markErased(db: Db, digest: string, erasedAt: Date): Promise<void> {
  await db
    .updateTable('fileContents')
    .set({ erasedAt })
    .where('digest', '=', digest)
    .where('destroyedAt', 'is not', null)
    .where('erasedAt', 'is', null)
    .execute();
}

/** Contents that were destroyed and whose bytes may still be there. */
export const listUnerased = (db: Db) =>
  db
    .selectFrom('fileContents')
    .select('digest')
    .where('destroyedAt', 'is not', null)
    .where('erasedAt', 'is', null)
    .execute();

/** Contents that must be in the store, in parts, by digest. */
export const listKept = (db: Db, after: string, limit: number) =>
  db
    .selectFrom('fileContents')
    .select(['digest', 'size'])
    .where('destroyedAt', 'is', null)
    .where('digest', '>', after)
    .orderBy('digest')
    .limit(limit)
    .execute();

export async function insertFile(db: Db, row: FileRow): Promise<void> {
  await db
    .insertInto('files')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

const withContents = (db: Db) =>
  db
    .selectFrom('files')
    .innerJoin('fileContents', (join) =>
      join
        .onRef('fileContents.authorityId', '=', 'files.authorityId')
        .onRef('fileContents.digest', '=', 'files.digest'),
    )
    .selectAll('files')
    .select(['fileContents.size', 'fileContents.destroyedAt']);

export const findFile = (db: Db, id: string) => withContents(db).where('files.id', '=', id).executeTakeFirst();

export async function listFiles(
  db: Db,
  filter: { readonly organizationId: string; readonly purpose: FilePurpose; readonly search?: string | undefined },
  page: number,
  pageSize: number,
) {
  const { organizationId, purpose, search } = filter;
  const own = withContents(db)
    .where('organizationId', '=', organizationId)
    .where('purpose', '=', purpose)
    .$if(search !== undefined, (q) => q.where('name', 'ilike', `%${literally(search!)}%`));
  const rows = await own
    .orderBy('files.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await own
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}

/** Every entry of some contents, in one query. */
export const listEntriesOf = (db: Db, digests: readonly string[]) =>
  digests.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('files')
        .select(['id', 'organizationId', 'name', 'digest'])
        .where('digest', 'in', [...digests])
        .orderBy('id')
        .execute();
