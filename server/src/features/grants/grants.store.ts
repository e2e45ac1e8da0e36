import type { GrantState } from '@zhunsheng/contract';
import { sql } from 'kysely';
import { orderOf } from '../../database/order-of.ts';
import { prepared } from '../../database/prepared.ts';
import type { Db } from '../../database/tables.ts';
import type { GrantRow } from './grants.tables.ts';
import './grants.tables.ts';

export const findGrant = (db: Db, id: string) =>
  db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst();

export const lockGrant = (db: Db, id: string) =>
  db.selectFrom('grants').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Makes decisions about one account wait for each other, so that two of them cannot both find nothing against it. */
export async function lockGrantsOf(db: Db, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`grants ${db.authorityId} ${accountId}`}, 0))`.execute(db);
}

/** Grants of an account that count on a day. */
export const activeGrants = prepared((db, accountId: string, day: string) =>
  db
    .selectFrom('grants')
    .select(['role', 'organizationId', 'assessmentId', 'validFrom', 'validTo'])
    .where('accountId', '=', accountId)
    .where('state', '=', 'approved')
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .orderBy('id'),
);

/** Everything that stands or is asked for, now or later: what exclusion is checked against. */
export const openGrants = (db: Db, accountId: string, day: string) =>
  db
    .selectFrom('grants')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('state', 'in', ['proposed', 'approved'])
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .execute();

export const countActive = async (db: Db, role: GrantRow['role'], day: string): Promise<number> => {
  const found = await db
    .selectFrom('grants')
    .select((eb) => eb.fn.count<number>('accountId').distinct().as('count'))
    .where('role', '=', role)
    .where('state', '=', 'approved')
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', day)]))
    .executeTakeFirst();
  return found?.count ?? 0;
};

/** Proposals that somebody other than their proposer and their subject can decide. */
export const countDecidable = async (db: Db, decider: string): Promise<number> => {
  const found = await db
    .selectFrom('grants')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'proposed')
    .where('accountId', '!=', decider)
    .where((eb) => eb.or([eb('proposedBy', 'is', null), eb('proposedBy', '!=', decider)]))
    .executeTakeFirst();
  return found?.count ?? 0;
};

export interface GrantFilter {
  readonly state?: GrantState | undefined;
  readonly accountId?: string | undefined;
}

const filtered = (db: Db, { state, accountId }: GrantFilter) =>
  db
    .selectFrom('grants')
    .$if(state !== undefined, (q) => q.where('state', '=', state!))
    .$if(accountId !== undefined, (q) => q.where('accountId', '=', accountId!));

type SortColumn = 'proposedAt' | 'role' | 'validFrom';
export type Sort = SortColumn | `-${SortColumn}`;

export async function listGrants(db: Db, filter: GrantFilter, sort: Sort, page: number, pageSize: number) {
  const [column, direction] = orderOf(sort);
  const rows = await filtered(db, filter)
    .selectAll()
    .orderBy(column, direction)
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}

export async function insertGrant(db: Db, row: GrantRow): Promise<void> {
  await db
    .insertInto('grants')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

export type Decision = Pick<GrantRow, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason'>;

export async function decideGrant(db: Db, id: string, decision: Decision): Promise<void> {
  await db.updateTable('grants').set(decision).where('id', '=', id).execute();
}
