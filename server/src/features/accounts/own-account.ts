import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../database/tables.ts';
import { AppError, InputError } from '../../http/app-error.ts';
import { type Recorder, recordAudit } from '../audit/index.ts';
import {
  earlierPasswords,
  lockAccount,
  rememberPassword,
  replaceRecoveryCodes,
  updateAccount,
  useRecoveryCode,
} from './accounts.store.ts';
import type { AccountRow } from './accounts.tables.ts';
import { matchingStep, newTwoFactorSecret, twoFactorUri } from './one-time-code.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { checkNewPassword } from './password-policy.ts';
import { seal, unseal } from './secret-box.ts';

/** A new password must differ from this many earlier ones. */
const REMEMBERED = 5;

async function lockOwn(db: Db, id: string): Promise<AccountRow> {
  const row = await lockAccount(db, id);
  if (!row) throw new AppError('accounts.not-found');
  return row;
}

async function isReused(db: Db, row: AccountRow, password: string): Promise<boolean> {
  const hashes = [row.passwordHash, ...(await earlierPasswords(db, row.id, REMEMBERED)).map(({ hash }) => hash)];
  for (const hash of hashes) if (await verifyPassword(password, hash)) return true;
  return false;
}

export async function changeOwnPassword(
  db: Db,
  recorder: Recorder & { accountId: string },
  sessionId: string,
  { current, next }: { readonly current: string; readonly next: string },
  now: Date,
): Promise<void> {
  const row = await lockOwn(db, recorder.accountId);
  if (!(await verifyPassword(current, row.passwordHash))) throw new AppError('accounts.wrong-password');
  const problems = checkNewPassword(next, row.userName);
  if (problems.length > 0) throw new InputError(problems.map((message) => ({ field: 'next', message })));
  if (await isReused(db, row, next)) throw new AppError('accounts.reused-password');
  await rememberPassword(db, row.id, row.passwordHash, now);
  await updateAccount(db, row.id, {
    passwordHash: await hashPassword(next),
    mustChangePassword: false,
    sessionsSince: now,
    keptSessionId: sessionId,
    version: row.version + 1,
  });
  await recordAudit(db, recorder, { kind: 'accounts.changePassword', title: '修改密码', targetId: row.id });
}

/** A secret for the authenticator program; it counts only after a first code proved that it arrived. */
export async function prepareTwoFactor(db: Db, recorder: Recorder & { accountId: string }, key: Buffer) {
  const row = await lockOwn(db, recorder.accountId);
  if (row.twoFactor) throw new AppError('accounts.two-factor-on');
  const secret = newTwoFactorSecret();
  await updateAccount(db, row.id, { twoFactorSecret: seal(key, secret) });
  await recordAudit(db, recorder, { kind: 'accounts.prepareTwoFactor', title: '准备第二步验证', targetId: row.id });
  return { secret, uri: twoFactorUri(secret, row.userName) };
}

const digestOfCode = (accountId: string, code: string): string =>
  createHash('sha256')
    .update(`${accountId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
    .digest('base64url');

const newRecoveryCode = (): string => {
  const text = randomBytes(10).toString('hex');
  return (text.match(/.{5}/g) ?? []).join('-');
};

export async function enableTwoFactor(
  db: Db,
  recorder: Recorder & { accountId: string },
  key: Buffer,
  code: string,
  now: Date,
): Promise<string[]> {
  const row = await lockOwn(db, recorder.accountId);
  if (row.twoFactor) throw new AppError('accounts.two-factor-on');
  const step = row.twoFactorSecret
    ? matchingStep(unseal(key, row.twoFactorSecret), code, row.twoFactorStep, now)
    : undefined;
  if (step === undefined) throw new AppError('accounts.wrong-code');
  const codes = Array.from({ length: 10 }, newRecoveryCode);
  await updateAccount(db, row.id, { twoFactor: true, twoFactorStep: step });
  await replaceRecoveryCodes(
    db,
    row.id,
    codes.map((own) => digestOfCode(row.id, own)),
  );
  await recordAudit(db, recorder, { kind: 'accounts.enableTwoFactor', title: '启用第二步验证', targetId: row.id });
  return codes;
}

export async function disableTwoFactor(
  db: Db,
  recorder: Recorder & { accountId: string },
  password: string,
): Promise<void> {
  const row = await lockOwn(db, recorder.accountId);
  if (!row.twoFactor) throw new AppError('accounts.two-factor-off');
  if (!(await verifyPassword(password, row.passwordHash))) throw new AppError('accounts.wrong-password');
  await updateAccount(db, row.id, { twoFactor: false, twoFactorSecret: null });
  await replaceRecoveryCodes(db, row.id, []);
  await recordAudit(db, recorder, { kind: 'accounts.disableTwoFactor', title: '关闭第二步验证', targetId: row.id });
}

/** Whether a code of the authenticator, or a recovery code that then is used up, is right. */
export async function takeSecondFactor(
  db: Db,
  accountId: string,
  key: Buffer,
  code: string,
  now: Date,
): Promise<boolean> {
  const row = await lockOwn(db, accountId);
  if (!row.twoFactorSecret) return false;
  if (!/^\d{6}$/.test(code.trim())) return useRecoveryCode(db, accountId, digestOfCode(accountId, code));
  const step = matchingStep(unseal(key, row.twoFactorSecret), code, row.twoFactorStep, now);
  if (step === undefined) return false;
  await updateAccount(db, accountId, { twoFactorStep: step });
  return true;
}
