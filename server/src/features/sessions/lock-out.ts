import { createHash } from 'node:crypto';
import type { Db } from '../../database/tables.ts';
import { clearFailures, countFailure, listFailures } from './sessions.store.ts';

/** How many failures are free, how long the first wait is, and where waiting stops growing. */
interface Patience {
  readonly free: number;
  readonly firstSeconds: number;
  readonly maxSeconds: number;
}

const PATIENCE: Readonly<Record<'account' | 'address' | 'code', Patience>> = {
  account: { free: 5, firstSeconds: 30, maxSeconds: 900 },
  // Many people may sit behind one address.
  address: { free: 30, firstSeconds: 30, maxSeconds: 900 },
  code: { free: 5, firstSeconds: 60, maxSeconds: 900 },
};

export type Guarded = readonly [kind: keyof typeof PATIENCE, value: string];

const DAY_MS = 86_400_000;

/** Kept as a digest: a password typed into the field of the name must not lie in the database. */
const subjectOf = ([kind, value]: Guarded): string =>
  `${kind}:${createHash('sha256').update(`${kind} ${value.trim().toLowerCase()}`).digest('base64url')}`;

function mustWait(kind: Guarded[0], failures: number, last: Date, now: Date): boolean {
  const { free, firstSeconds, maxSeconds } = PATIENCE[kind];
  const since = now.getTime() - last.getTime();
  // A failure in the future was noted while the clock ran ahead; waiting for it could take years.
  if (failures < free || since < -60_000) return false;
  return since < Math.min(maxSeconds, firstSeconds * 2 ** (failures - free)) * 1000;
}

/** Whether one of these must wait; the answer to the user is the same as for a wrong password. */
export async function isBlocked(db: Db, guarded: readonly Guarded[], now: Date): Promise<boolean> {
  const rows = new Map((await listFailures(db, guarded.map(subjectOf))).map((row) => [row.subject, row]));
  return guarded.some((own) => {
    const row = rows.get(subjectOf(own));
    return row !== undefined && mustWait(own[0], row.failures, row.lastFailedAt, now);
  });
}

/** Remembers a failure; gives the highest count. */
export async function rememberFailure(db: Db, guarded: readonly Guarded[], now: Date): Promise<number> {
  let highest = 0;
  const forget = new Date(now.getTime() - DAY_MS);
  for (const subject of guarded.map(subjectOf).sort()) {
    highest = Math.max(highest, await countFailure(db, subject, now, forget));
  }
  return highest;
}

export const forgetFailures = (db: Db, guarded: readonly Guarded[]): Promise<void> =>
  clearFailures(db, guarded.map(subjectOf));
