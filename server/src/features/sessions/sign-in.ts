import { inTenant } from '../../database/in-tenant.ts';
import { AppError } from '../../http/app-error.ts';
import type { PublicContext } from '../../http/context.ts';
import { findAccount, isRightPassword, readCredentials } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { listAuthorities } from '../authorities/index.ts';
import { authenticate, openSession } from './authenticate.ts';
import { forgetFailures, type Guarded, isBlocked, rememberFailure } from './lock-out.ts';
import { meOf } from './me.ts';

/** The authority that is meant: the named one, or the only one. */
export async function chooseAuthority(
  { platform }: PublicContext,
  code: string | undefined,
): Promise<string | undefined> {
  const all = await listAuthorities(platform.connections.app);
  const [first, second] = all;
  if (code === undefined) return second === undefined ? first?.authorityId : undefined;
  return all.find((authority) => authority.code === code)?.authorityId;
}

export interface Credentials {
  readonly authority?: string | undefined;
  readonly userName: string;
  readonly password: string;
}

/** Puts the failure on the record and refuses; the words are the same whatever was wrong. */
async function refuse(
  context: PublicContext,
  authorityId: string,
  guarded: readonly Guarded[],
  accountId: string | undefined,
): Promise<never> {
  const { platform, caller } = context;
  await inTenant(platform.connections.app, authorityId, async (db) => {
    const failures = await rememberFailure(db, guarded, platform.now());
    const recorder = { accountId: accountId ?? null, name: '（未登录）', address: caller.address };
    await recordAudit(db, recorder, { kind: 'sessions.refused', title: '登录失败', detail: { failures } });
  });
  throw new AppError('sessions.refused');
}

/**
 * 登录 by name and password. Nothing in the answer or its time tells whether the name exists, the password was wrong, or
 * the account must wait.
 */
export async function signIn(context: PublicContext, { authority, userName, password }: Credentials) {
  const { platform, caller, answer } = context;
  const authorityId = await chooseAuthority(context, authority);
  if (authorityId === undefined) throw new AppError('sessions.refused');
  const guarded: Guarded[] = [
    ['account', userName],
    ['address', caller.address],
  ];
  const app = platform.connections.app;
  const { credentials, blocked } = await inTenant(app, authorityId, async (db) => ({
    credentials: await readCredentials(db, userName),
    blocked: await isBlocked(db, guarded, platform.now()),
  }));
  const right = await isRightPassword(password, credentials);
  if (!right || blocked) return refuse(context, authorityId, guarded, credentials.accountId);
  return inTenant(app, authorityId, async (db) => {
    const now = platform.now();
    const account = await findAccount(db, credentials.accountId!);
    if (!account) throw new AppError('sessions.refused');
    await forgetFailures(db, guarded.slice(0, 1));
    const secret = await openSession(db, account, caller, now, account.twoFactor ? 'password-code-due' : 'password');
    const recorder = { accountId: account.id, name: account.displayName, address: caller.address };
    await recordAudit(db, recorder, { kind: 'sessions.signIn', title: '登录', targetId: account.id });
    answer.session(`${authorityId}.${secret}`);
    return meOf(db, await authenticate(db, secret, platform.config, now));
  });
}
