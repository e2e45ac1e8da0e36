import type { SealedEntry } from '@zhunsheng/documents';
import { sql } from 'kysely';
import { literally } from '../../database/literally.ts';
import type { Db } from '../../database/tables.ts';
import './audit.tables.ts';

export interface NewEntry {
  readonly id: string;
  readonly recordedAt: Date;
  readonly kind: string;
  readonly accountId: string | null;
  readonly targetId: string | null;
  readonly content: string;
}

/** Writes entries and their wish to be sealed in one round trip. */
export async function insertEntries(db: Db, entries: readonly NewEntry[]): Promise<void> {
  const { authorityId } = db;
  await db
    .with('written', (cte) =>
      cte
        .insertInto('auditEntries')
        .values(entries.map((entry) => ({ authorityId, ...entry })))
        .returning(['authorityId', 'id']),
    )
    .insertInto('auditPending')
    .columns(['authorityId', 'entryId'])
    .expression((eb) => eb.selectFrom('written').select(['written.authorityId', 'written.id']))
    .execute();
}

/** One sealer at a time for an authority; false when another one is at work. */
export async function lockChain(db: Db): Promise<boolean> {
  const key = sql`hashtextextended(${`audit ${db.authorityId}`}, 0)`;
  const found = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${key}) as held`.execute(db);
  return found.rows[0]?.held ?? false;
}

export const takePending = (db: Db, limit: number) =>
  db
    .selectFrom('auditPending')
    .innerJoin('auditEntries', (join) =>
      join
        .onRef('auditEntries.authorityId', '=', 'auditPending.authorityId')
        .onRef('auditEntries.id', '=', 'auditPending.entryId'),
    )
    .select(['auditEntries.id', 'auditEntries.content'])
    .orderBy('auditEntries.id')
    .limit(limit)
    .execute();

export const findHead = (db: Db) =>
  db
    .selectFrom('auditSeals')
    .select(['sequence', 'digest', 'sealedAt'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();

export async function insertSeals(
  db: Db,
  seals: readonly (Omit<SealedEntry, 'content'> & { readonly entryId: string })[],
  sealedAt: Date,
): Promise<void> {
  const { authorityId } = db;
  await db
    .insertInto('auditSeals')
    .values(
      seals.map(({ sequence, entryId, algorithm, digest }) => ({
        authorityId,
        sequence,
        entryId,
        algorithm,
        digest,
        sealedAt,
      })),
    )
    .execute();
  const ids = seals.map((seal) => seal.entryId);
  await db.deleteFrom('auditPending').where('entryId', 'in', ids).execute();
}

/** Sealed entries in order, a part at a time, so that a long chain needs little memory. */
export async function* readSealed(db: Db, part = 2_000): AsyncGenerator<SealedEntry> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('auditSeals')
      .leftJoin('auditEntries', (join) =>
        join
          .onRef('auditEntries.authorityId', '=', 'auditSeals.authorityId')
          .onRef('auditEntries.id', '=', 'auditSeals.entryId'),
      )
      .select(['auditSeals.sequence', 'auditSeals.algorithm', 'auditSeals.digest', 'auditEntries.content'])
      .where('auditSeals.sequence', '>', after)
      .orderBy('auditSeals.sequence')
      .limit(part)
      .execute();
    for (const row of rows) yield { ...row, content: row.content ?? '' };
    if (rows.length < part) return;
    after = rows.at(-1)!.sequence;
  }
}

/** Entries that no seal covers although they are old enough: written around the platform, or their seal was taken away. */
export const countUnsealed = async (db: Db, before: Date): Promise<number> => {
  const found = await db
    .selectFrom('auditEntries')
    .leftJoin('auditSeals', (join) =>
      join
        .onRef('auditSeals.authorityId', '=', 'auditEntries.authorityId')
        .onRef('auditSeals.entryId', '=', 'auditEntries.id'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('auditSeals.entryId', 'is', null)
    .where('auditEntries.recordedAt', '<', before)
    .executeTakeFirst();
  return found?.count ?? 0;
};

/** When something of this kind was last written. */
export const findLast = (db: Db, kind: string) =>
  db
    .selectFrom('auditEntries')
    .select('recordedAt')
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export interface EntryFilter {
  /** Words in the entry: its title, its names, its reason. */
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly accountId?: string | undefined;
  readonly targetId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const filtered = (db: Db, { search, kind, accountId, targetId, from, to }: EntryFilter) =>
  db
    .selectFrom('auditEntries')
    .leftJoin('auditSeals', (join) =>
      join
        .onRef('auditSeals.authorityId', '=', 'auditEntries.authorityId')
        .onRef('auditSeals.entryId', '=', 'auditEntries.id'),
    )
    .$if(kind !== undefined, (q) =>
      q.where((eb) => eb.or([eb('kind', '=', kind!), eb('kind', 'like', `${literally(kind!)}.%`)])),
    )
    .$if(search !== undefined, (q) => q.where('content', 'ilike', `%${literally(search!)}%`))
    .$if(accountId !== undefined, (q) => q.where('accountId', '=', accountId!))
    .$if(targetId !== undefined, (q) => q.where('targetId', '=', targetId!))
    .$if(from !== undefined, (q) => q.where('recordedAt', '>=', new Date(from!)))
    .$if(to !== undefined, (q) => q.where('recordedAt', '<=', new Date(to!)));

export async function listEntries(db: Db, filter: EntryFilter, page: number, pageSize: number) {
  const rows = await filtered(db, filter)
    .select(['auditEntries.id', 'content', 'sequence', 'digest'])
    .orderBy('auditEntries.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}
