import type { Db } from '../../database/tables.ts';
import type { DestructionRow, DestructionState } from './files.tables.ts';
import './files.tables.ts';

const withContents = (db: Db) =>
  db
    .selectFrom('fileDestructions')
    .innerJoin('fileContents', (join) =>
      join
        .onRef('fileContents.authorityId', '=', 'fileDestructions.authorityId')
        .onRef('fileContents.digest', '=', 'fileDestructions.digest'),
    )
    .selectAll('fileDestructions')
    .select(['fileContents.size', 'fileContents.erasedAt']);

export type DestructionView = DestructionRow & { readonly size: number; readonly erasedAt: Date | null };

export const findDestruction = (db: Db, id: string) =>
  withContents(db).where('fileDestructions.id', '=', id).executeTakeFirst();

export const lockDestruction = (db: Db, id: string) =>
  db.selectFrom('fileDestructions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findProposed = (db: Db, digest: string) =>
  db
    .selectFrom('fileDestructions')
    .select('id')
    .where('digest', '=', digest)
    .where('state', '=', 'proposed')
    .executeTakeFirst();

export async function listDestructions(db: Db, state: DestructionState | undefined, page: number, pageSize: number) {
  const wanted = withContents(db).$if(state !== undefined, (q) => q.where('state', '=', state!));
  const rows = await wanted
    .orderBy('fileDestructions.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await wanted
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}

export async function insertDestruction(db: Db, row: DestructionRow): Promise<void> {
  await db
    .insertInto('fileDestructions')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

export async function decideDestruction(
  db: Db,
  id: string,
  decision: Pick<DestructionRow, 'state' | 'decidedBy' | 'decidedByName' | 'decidedAt' | 'decisionReason'>,
): Promise<void> {
  await db.updateTable('fileDestructions').set(decision).where('id', '=', id).execute();
}
