import type { sessions } from '@zhunsheng/contract/sessions';
import { inTenant } from '../../database/in-tenant.ts';
import { AppError } from '../../http/app-error.ts';
import type { Context, Handlers } from '../../http/context.ts';
import { takeSecondFactor } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { listAuthorities } from '../authorities/index.ts';
import { type Guarded, isBlocked, rememberFailure } from './lock-out.ts';
import { meOf } from './me.ts';
import { endSession, listSessions, settleCode } from './sessions.store.ts';
import { signIn } from './sign-in.ts';

const done = { done: true } as const;
const DAY_MS = 86_400_000;

/** A wrong code is counted outside of the request's transaction, which its refusal takes back. */
async function refuseCode({ platform, actor, recorder }: Context, guarded: readonly Guarded[]): Promise<never> {
  await inTenant(platform.connections.aside, actor.authorityId, async (db) => {
    await rememberFailure(db, guarded, platform.now());
    await recordAudit(db, recorder, { kind: 'sessions.code-refused', title: '验证码不正确' });
  });
  throw new AppError('sessions.code-refused');
}

async function confirm(context: Context, code: string) {
  const { db, actor, platform, recorder } = context;
  const guarded: Guarded[] = [['code', actor.accountId]];
  const now = platform.now();
  if (actor.step === 'code') {
    const right =
      !(await isBlocked(db, guarded, now)) && (await takeSecondFactor(db, actor.accountId, platform.secret, code, now));
    if (!right) return refuseCode(context, guarded);
    await settleCode(db, actor.sessionId);
    await recordAudit(db, recorder, { kind: 'sessions.confirm', title: '完成登录第二步', targetId: actor.accountId });
  }
  return meOf(db, { ...actor, step: 'ready' });
}

export const sessionsRoutes: Handlers<typeof sessions> = {
  async ways({ platform: { config, connections, demo } }) {
    const all = await listAuthorities(connections.app);
    const authorities = all.map(({ code, name }) => ({ code, name }));
    const oidc = config.oidc ? { title: config.oidc.title } : null;
    return { authorities, oidc, demo: [...demo], empty: all.length === 0 };
  },

  signIn: (context, credentials) => signIn(context, credentials),

  confirm: (context, { code }) => confirm(context, code),

  current: ({ db, actor }) => meOf(db, actor),

  async list({ db, actor, platform }) {
    const rows = await listSessions(db, actor.accountId, new Date(platform.now().getTime() - 7 * DAY_MS));
    const entries = rows.map((row) => ({
      sessionId: row.id,
      current: row.id === actor.sessionId,
      address: row.address,
      userAgent: row.userAgent,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    }));
    return { entries };
  },

  async revoke({ db, actor, recorder, platform }, { sessionId }) {
    if (!(await endSession(db, actor.accountId, sessionId, platform.now()))) throw new AppError('request.not-found');
    await recordAudit(db, recorder, { kind: 'sessions.revoke', title: '注销会话', targetId: sessionId });
    return done;
  },

  async signOut({ db, actor, recorder, platform, answer }) {
    await endSession(db, actor.accountId, actor.sessionId, platform.now());
    await recordAudit(db, recorder, { kind: 'sessions.signOut', title: '退出登录', targetId: actor.accountId });
    answer.session(null);
    return done;
  },
};
