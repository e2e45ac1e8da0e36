import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../../config/config.ts';
import { dayIn } from '../../config/config.ts';
import { newId } from '../../database/new-id.ts';
import type { Db } from '../../database/tables.ts';
import type { Actor } from '../../http/actor.ts';
import { AppError } from '../../http/app-error.ts';
import type { Caller } from '../../http/context.ts';
import { findAccount, rememberSignIn } from '../accounts/index.ts';
import { grantsOf } from '../grants/index.ts';
import { findSession, forgetSessions, insertSession, touchSession } from './sessions.store.ts';
import type { SessionRow } from './sessions.tables.ts';

const MINUTE_MS = 60_000;
/** Activity is noted this often; more would turn every reading into a write. */
const TOUCH_MS = MINUTE_MS;
/** How far the clocks of two servers may lie apart. */
const AHEAD_MS = 5 * MINUTE_MS;
const KEPT_MS = 90 * 24 * 60 * MINUTE_MS;

/** The browser holds the secret, the database its digest. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
export const newSecret = (): string => randomBytes(32).toString('base64url');

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

function limitsOf({ lastSeenAt, createdAt }: SessionRow, { sessions }: Config) {
  return {
    idleUntil: new Date(lastSeenAt.getTime() + sessions.idleMinutes * MINUTE_MS),
    expiresAt: new Date(createdAt.getTime() + sessions.absoluteMinutes * MINUTE_MS),
  };
}

function isOver(session: SessionRow, account: Account | undefined, config: Config, now: Date): boolean {
  if (session.endedAt !== null || !account || account.disabled) return true;
  const { idleUntil, expiresAt } = limitsOf(session, config);
  if (now > idleUntil || now > expiresAt) return true;
  // Opened while the clock ran ahead: it would outlive every limit.
  if (session.createdAt.getTime() > now.getTime() + AHEAD_MS) return true;
  const { sessionsSince, keptSessionId } = account;
  return sessionsSince !== null && session.createdAt < sessionsSince && session.id !== keptSessionId;
}

const stepOf = (session: SessionRow, account: Account): Actor['step'] => {
  if (session.codeDue) return 'code';
  return account.mustChangePassword && !session.external ? 'password' : 'ready';
};

/** Who holds the session with this secret; refuses one that is over. */
export async function authenticate(db: Db, secret: string, config: Config, now: Date): Promise<Actor> {
  const session = await findSession(db, digestOfSecret(secret));
  if (!session) throw new AppError('sessions.expired');
  const account = await findAccount(db, session.accountId);
  if (isOver(session, account, config, now) || !account) throw new AppError('sessions.expired');
  const seen = Math.abs(now.getTime() - session.lastSeenAt.getTime()) > TOUCH_MS ? now : session.lastSeenAt;
  if (seen === now) await touchSession(db, session.id, now);
  return {
    authorityId: db.authorityId,
    accountId: account.id,
    userName: account.userName,
    displayName: account.displayName,
    organizationId: account.organizationId,
    sessionId: session.id,
    step: stepOf(session, account),
    twoFactor: account.twoFactor,
    csrfToken: session.csrfToken,
    ...limitsOf({ ...session, lastSeenAt: seen }, config),
    grants: await grantsOf(db, account.id, dayIn(config.timeZone, now)),
  };
}

/** How somebody proved who he is: by password, with a second factor still due or not, or by 统一认证. */
export type Proof = 'password' | 'password-code-due' | 'external';

/** Opens a session for an account that proved who it is; gives the secret that the browser keeps. */
export async function openSession(db: Db, account: Account, caller: Caller, now: Date, proof: Proof): Promise<string> {
  const secret = newSecret();
  await insertSession(db, {
    id: newId(),
    secretDigest: digestOfSecret(secret),
    accountId: account.id,
    csrfToken: newSecret(),
    codeDue: proof === 'password-code-due',
    external: proof === 'external',
    address: caller.address,
    userAgent: caller.userAgent,
    createdAt: now,
    lastSeenAt: now,
    endedAt: null,
  });
  await forgetSessions(db, new Date(now.getTime() - KEPT_MS));
  await rememberSignIn(db, account.id, now);
  return secret;
}
