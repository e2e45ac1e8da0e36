import { type Selectable, sql } from 'kysely';
import type { Db, Tables } from '../../database/tables.ts';
import type { JobState, NewJobRow } from './jobs.tables.ts';
import './jobs.tables.ts';

export type JobRow = Omit<Selectable<Tables['jobs']>, 'authorityId'>;

/** Makes a job due, in the transaction of whatever made it so. */
export async function enqueue(db: Db, id: string): Promise<void> {
  await sql`select enqueue_job(${id}::uuid)`.execute(db);
}

export async function insertJob(db: Db, row: NewJobRow): Promise<void> {
  const nothing = {
    result: null,
    resultFileId: null,
    sealed: null,
    error: null,
    startedAt: null,
    finishedAt: null,
  };
  await db
    .insertInto('jobs')
    .values({ authorityId: db.authorityId, ...row, state: 'queued', ...nothing })
    .execute();
}

export const findJob = (db: Db, id: string) =>
  db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();

export const lockJobRow = (db: Db, id: string) =>
  db.selectFrom('jobs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

const filtered = (db: Db, accountId: string, state: JobState | undefined) =>
  db
    .selectFrom('jobs')
    .where('requestedBy', '=', accountId)
    .$if(state !== undefined, (q) => q.where('state', '=', state!));

export async function listJobs(db: Db, accountId: string, state: JobState | undefined, page: number, pageSize: number) {
  const rows = await filtered(db, accountId, state)
    .selectAll()
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const all = await filtered(db, accountId, state)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return { total: all?.count ?? 0, rows };
}

/** Jobs that are not over: after a start, each of them has to be due again. */
export const listOpen = (db: Db) =>
  db.selectFrom('jobs').select('id').where('state', 'in', ['queued', 'running']).orderBy('id').execute();

/** One worker at a time for a job; false where another one is at it. Ends with the transaction, also with a killed process. */
export async function claimJob(db: Db, id: string): Promise<boolean> {
  const key = sql`hashtextextended(${`job ${db.authorityId} ${id}`}, 0)`;
  const found = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${key}) as held`.execute(db);
  return found.rows[0]?.held ?? false;
}

/** A job may compute for minutes between two queries; the limits of requests are not for it. */
export async function allowTime(db: Db): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', '0', true),
    set_config('statement_timeout', '900000', true)`.execute(db);
}

export async function markRunning(db: Db, id: string, startedAt: Date): Promise<void> {
  await db
    .updateTable('jobs')
    .set((eb) => ({ state: 'running', startedAt, attempts: eb('attempts', '+', 1), done: 0, total: 0 }))
    .where('id', '=', id)
    .execute();
}

/** Tells how far a job is, and hears whether its end was asked for. */
export async function tellProgress(db: Db, id: string, done: number, total: number): Promise<boolean> {
  const row = await db
    .updateTable('jobs')
    .set({ done, total })
    .where('id', '=', id)
    .returning('cancelAsked')
    .executeTakeFirst();
  return row?.cancelAsked ?? true;
}

export interface Finished {
  readonly result: string;
  readonly diagnostics: string;
  readonly resultFileId: string | null;
  readonly sealed: string | null;
  readonly finishedAt: Date;
}

/** False where its end was asked for before: then its work is not kept. */
export async function finishJob(db: Db, id: string, finished: Finished): Promise<boolean> {
  const changed = await db
    .updateTable('jobs')
    .set((eb) => ({ state: 'done', error: null, done: eb.ref('total'), ...finished }))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('cancelAsked', '=', false)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export type Ending = Partial<
  Pick<JobRow, 'state' | 'error' | 'diagnostics' | 'finishedAt' | 'cancelAsked' | 'attempts'>
>;

export async function changeJob(db: Db, id: string, change: Ending): Promise<void> {
  await db.updateTable('jobs').set(change).where('id', '=', id).execute();
}

/** What is shown once only: given here, gone from there. */
export async function takeSealed(db: Db, id: string): Promise<string | null> {
  const row = await lockJobRow(db, id);
  await db.updateTable('jobs').set({ sealed: null }).where('id', '=', id).execute();
  return row?.sealed ?? null;
}
