import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import { AppError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import { organizationsById } from '../organizations/index.ts';
import {
  findAccount,
  findByUserName,
  insertAccounts,
  listAccounts,
  lockAccount,
  rememberPassword,
  replaceRecoveryCodes,
  type Sort,
  updateAccount,
} from './accounts.store.ts';
import type { AccountRow } from './accounts.tables.ts';
import { hashPassword } from './password-hash.ts';
import { initialPassword } from './password-policy.ts';

const accountView = (row: AccountRow, organizationName: string | null) => ({
  accountId: row.id,
  userName: row.userName,
  displayName: row.displayName,
  organizationId: row.organizationId,
  organizationName,
  externalName: row.externalName,
  disabled: row.disabled,
  mustChangePassword: row.mustChangePassword,
  twoFactor: row.twoFactor,
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  version: row.version,
});

async function viewsOf(db: Db, rows: readonly AccountRow[]) {
  const bodies = await organizationsById(
    db,
    rows.map(({ organizationId }) => organizationId).filter((id) => id !== null),
  );
  return rows.map((row) => accountView(row, bodies.get(row.organizationId ?? '')?.name ?? null));
}

export async function listPeople(db: Db, search: string | undefined, sort: Sort, page: number, pageSize: number) {
  const { total, rows } = await listAccounts(db, search, sort, page, pageSize);
  return { total, entries: await viewsOf(db, rows) };
}

export async function getAccount(db: Db, id: string) {
  const row = await findAccount(db, id);
  if (!row) throw new AppError('accounts.not-found');
  return (await viewsOf(db, [row]))[0]!;
}

export interface Person {
  readonly userName: string;
  readonly displayName: string;
  readonly organizationId: string | null;
  readonly externalName: string | null;
}

async function refuseUnknownOrganization(db: Db, id: string | null): Promise<void> {
  if (id !== null && !(await organizationsById(db, [id])).has(id)) throw new AppError('organizations.not-found');
}

/** A new account with the slip (首次登录凭条) that its owner is handed; the password is kept nowhere else. */
export async function createAccount(db: Db, recorder: Recorder, person: Person) {
  if (await findByUserName(db, person.userName)) throw new AppError('accounts.name-taken');
  await refuseUnknownOrganization(db, person.organizationId);
  const password = initialPassword(person.userName);
  const id = newId();
  await insertAccounts(db, [{ id, ...person, passwordHash: await hashPassword(password) }]);
  const title = `创建账号：${person.displayName}`;
  await recordAudit(db, recorder, { kind: 'accounts.create', title, targetId: id, detail: { ...person } });
  const { userName, displayName } = person;
  return { account: await getAccount(db, id), slip: { userName, displayName, password } };
}

export interface AccountChange extends Omit<Person, 'userName'> {
  readonly disabled: boolean;
}

export async function changeAccount(
  db: Db,
  recorder: Recorder,
  id: string,
  version: number,
  change: AccountChange,
): Promise<void> {
  const before = await lockAccount(db, id);
  if (!before) throw new AppError('accounts.not-found');
  if (before.version !== version) throw new AppError('accounts.stale', { version: before.version });
  if (change.disabled && id === recorder.accountId) throw new AppError('accounts.own-account');
  await refuseUnknownOrganization(db, change.organizationId);
  await updateAccount(db, id, { ...change, version: version + 1 });
  const title = `${change.disabled && !before.disabled ? '停用' : '修改'}账号：${before.displayName}`;
  const { displayName, organizationId, externalName, disabled } = before;
  const detail = { before: { displayName, organizationId, externalName, disabled }, after: { ...change } };
  await recordAudit(db, recorder, { kind: 'accounts.update', title, targetId: id, detail });
}

/** A new first-login password; the second factor goes too, because its device may be what was lost. */
export async function resetPassword(db: Db, recorder: Recorder, id: string, reason: string, now: Date) {
  const before = await lockAccount(db, id);
  if (!before) throw new AppError('accounts.not-found');
  if (id === recorder.accountId) throw new AppError('accounts.own-account');
  const password = initialPassword(before.userName);
  await rememberPassword(db, id, before.passwordHash, now);
  await updateAccount(db, id, {
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
    twoFactor: false,
    twoFactorSecret: null,
    sessionsSince: now,
    keptSessionId: null,
    version: before.version + 1,
  });
  await replaceRecoveryCodes(db, id, []);
  const title = `重置密码：${before.displayName}`;
  await recordAudit(db, recorder, { kind: 'accounts.resetPassword', title, targetId: id, reason });
  return { userName: before.userName, displayName: before.displayName, password };
}
