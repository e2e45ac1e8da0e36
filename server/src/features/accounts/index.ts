/**
 * Accounts (账号): who can sign in, by which password and second factor. Sessions and grants stand on it; nobody else
 * sees a hash or a secret.
 */
import type { Db } from '../../database/tables.ts';
import {
  countNeverSignedIn,
  findAccount,
  findByExternalName,
  findByUserName,
  findNames,
  updateAccount,
} from './accounts.store.ts';
import { hashOfNobody, verifyPassword } from './password-hash.ts';

export { accountJobs } from './account-jobs.ts';
export { accountsRoutes } from './accounts.routes.ts';
export { createAccount } from './accounts.service.ts';
export { takeSecondFactor } from './own-account.ts';
export { countNeverSignedIn, findAccount };

/** What a password is compared with; for a name that nobody has, with the password of no one. */
export interface Credentials {
  readonly accountId: string | undefined;
  readonly hash: string;
}

export async function readCredentials(db: Db, userName: string): Promise<Credentials> {
  const row = await findByUserName(db, userName.trim().toLowerCase());
  return { accountId: row?.disabled ? undefined : row?.id, hash: row?.passwordHash ?? (await hashOfNobody()) };
}

/** Outside of any transaction, because it takes its time; the same time for a name that nobody has. */
export async function isRightPassword(password: string, { accountId, hash }: Credentials): Promise<boolean> {
  const right = await verifyPassword(password, hash);
  return right && accountId !== undefined;
}

export async function findByIdentity(db: Db, externalName: string) {
  const row = await findByExternalName(db, externalName);
  return row?.disabled ? undefined : row;
}

export const rememberSignIn = (db: Db, accountId: string, at: Date): Promise<void> =>
  updateAccount(db, accountId, { lastSignInAt: at });

/** Names of accounts by id, in one query. */
export const accountNames = async (db: Db, ids: readonly string[]) =>
  new Map((await findNames(db, [...new Set(ids)])).map((row) => [row.id, row.displayName]));
