import { sql } from 'kysely';
import { prepared } from '../../database/prepared.ts';
import type { Db } from '../../database/tables.ts';
import type { SessionRow } from './sessions.tables.ts';
import './sessions.tables.ts';

const bySecret = prepared((db, secretDigest: string) =>
  db.selectFrom('sessions').selectAll().where('secretDigest', '=', secretDigest),
);

export const findSession = async (db: Db, secretDigest: string) => (await bySecret(db, secretDigest))[0];

export const listSessions = (db: Db, accountId: string, since: Date) =>
  db
    .selectFrom('sessions')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .where('lastSeenAt', '>', since)
    .orderBy('lastSeenAt', 'desc')
    .limit(100)
    .execute();

export async function insertSession(db: Db, row: Omit<SessionRow, 'authorityId'>): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ authorityId: db.authorityId, ...row })
    .execute();
}

export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('sessions').set({ lastSeenAt: at }).where('id', '=', id).execute();
}

export async function settleCode(db: Db, id: string): Promise<void> {
  await db.updateTable('sessions').set({ codeDue: false }).where('id', '=', id).execute();
}

/** Ends a session of an account; false when there is none. */
export async function endSession(db: Db, accountId: string, id: string, at: Date): Promise<boolean> {
  const ended = await db
    .updateTable('sessions')
    .set({ endedAt: at })
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** Sessions long over are of no use to anybody; the audit keeps that they were. */
export async function forgetSessions(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('sessions').where('lastSeenAt', '<', before).execute();
}

export const listFailures = (db: Db, subjects: readonly string[]) =>
  db
    .selectFrom('sessionFailures')
    .selectAll()
    .where('subject', 'in', [...subjects])
    .execute();

/** Counts a failure; one that lies long back begins anew. */
export async function countFailure(db: Db, subject: string, at: Date, forgetBefore: Date): Promise<number> {
  const row = await db
    .insertInto('sessionFailures')
    .values({ authorityId: db.authorityId, subject, failures: 1, lastFailedAt: at })
    .onConflict((conflict) =>
      conflict.columns(['authorityId', 'subject']).doUpdateSet({
        failures: sql<number>`case when session_failures.last_failed_at < ${forgetBefore} then 1
          else session_failures.failures + 1 end`,
        lastFailedAt: at,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return row.failures;
}

export async function clearFailures(db: Db, subjects: readonly string[]): Promise<void> {
  await db
    .deleteFrom('sessionFailures')
    .where('subject', 'in', [...subjects])
    .execute();
}

export interface OidcFlow {
  readonly stateDigest: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly expiresAt: Date;
}

export async function insertFlow(db: Db, flow: OidcFlow): Promise<void> {
  await db.deleteFrom('sessionOidcFlows').where('expiresAt', '<', new Date()).execute();
  await db
    .insertInto('sessionOidcFlows')
    .values({ authorityId: db.authorityId, ...flow })
    .execute();
}

/** Takes a flow away: its answer is good for one time. */
export const takeFlow = (db: Db, stateDigest: string) =>
  db.deleteFrom('sessionOidcFlows').where('stateDigest', '=', stateDigest).returningAll().executeTakeFirst();
