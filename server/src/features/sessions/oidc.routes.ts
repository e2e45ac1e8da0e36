import { OIDC_CALLBACK, OIDC_START } from '@zhunsheng/contract/oidc-addresses';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inTenant } from '../../database/in-tenant.ts';
import { AppError } from '../../http/app-error.ts';
import type { Caller, Platform } from '../../http/context.ts';
import { readCookie, sessionCookie } from '../../http/cookies.ts';
import { findByIdentity } from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import { digestOfSecret, openSession } from './authenticate.ts';
import { finishFlow, startFlow } from './oidc.ts';
import { insertFlow, takeFlow } from './sessions.store.ts';
import { chooseAuthority } from './sign-in.ts';

const COOKIE = 'zhunsheng_oidc';
const FLOW_MS = 10 * 60_000;

const ownAddress = (request: FastifyRequest, { config }: Platform): string =>
  config.publicUrl ? new URL(config.publicUrl).origin : `${request.protocol}://${request.host}`;

const flowCookie = (value: string, secure: boolean): string =>
  `${COOKIE}=${value}; Path=${OIDC_CALLBACK}; HttpOnly; SameSite=Lax; Max-Age=${value ? FLOW_MS / 1000 : 0}${secure ? '; Secure' : ''}`;

async function start(request: FastifyRequest, reply: FastifyReply, platform: Platform): Promise<FastifyReply> {
  const settings = platform.config.oidc;
  if (!settings) throw new AppError('request.not-found');
  const authorityId = await chooseAuthority({ platform } as never, settings.authority);
  if (authorityId === undefined) throw new AppError('sessions.oidc-refused');
  const address = ownAddress(request, platform);
  const begun = await startFlow(settings, `${address}${OIDC_CALLBACK}`).catch((error: Error) => {
    request.log.error({ code: 'sessions.oidc-unavailable', cause: error.message });
    throw new AppError('sessions.oidc-unavailable');
  });
  const { state, nonce, verifier } = begun.flow;
  const expiresAt = new Date(platform.now().getTime() + FLOW_MS);
  await inTenant(platform.connections.app, authorityId, (db) =>
    insertFlow(db, { stateDigest: digestOfSecret(state), nonce, verifier, expiresAt }),
  );
  reply.header('set-cookie', flowCookie(`${authorityId}.${state}`, address.startsWith('https:')));
  return reply.redirect(begun.url.href);
}

/** Opens the session of the account that the provider's name belongs to; accounts are never made on the way. */
async function admit(platform: Platform, authorityId: string, externalName: string, caller: Caller): Promise<string> {
  return inTenant(platform.connections.app, authorityId, async (db) => {
    const account = await findByIdentity(db, externalName);
    if (!account) throw new AppError('sessions.oidc-refused');
    const secret = await openSession(db, account, caller, platform.now(), 'external');
    const recorder = { accountId: account.id, name: account.displayName, address: caller.address };
    await recordAudit(db, recorder, { kind: 'sessions.signIn', title: '统一认证登录', targetId: account.id });
    return secret;
  });
}

async function finish(request: FastifyRequest, reply: FastifyReply, platform: Platform): Promise<FastifyReply> {
  const settings = platform.config.oidc;
  const [, authorityId, state] =
    /^([0-9a-f-]{36})\.([\w-]+)$/.exec(readCookie(request.headers.cookie, COOKIE) ?? '') ?? [];
  if (!settings || !authorityId || !state) throw new AppError('sessions.oidc-refused');
  const flow = await inTenant(platform.connections.app, authorityId, (db) => takeFlow(db, digestOfSecret(state)));
  if (!flow || flow.expiresAt < platform.now()) throw new AppError('sessions.oidc-refused');
  const address = ownAddress(request, platform);
  const { nonce, verifier } = flow;
  const answer = new URL(request.url, address);
  const name = await finishFlow(settings, answer, { state, nonce, verifier }).catch((error: Error) => {
    request.log.warn({ code: 'sessions.oidc-refused', cause: error.message });
    throw new AppError('sessions.oidc-refused');
  });
  const caller = { address: request.ip, userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200) };
  const secret = await admit(platform, authorityId, name, caller);
  const secure = address.startsWith('https:');
  reply.header('set-cookie', [sessionCookie(`${authorityId}.${secret}`, secure), flowCookie('', secure)]);
  return reply.redirect('/');
}

/** A browser that was sent here shows a page, not an answer for programs: back to the login with the reason. */
const orLogin =
  (work: typeof start, platform: Platform) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      return await work(request, reply, platform);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return reply.redirect(`/login?error=${encodeURIComponent(error.code)}`);
    }
  };

/** 统一认证 by OpenID Connect: the two addresses that a browser passes through. */
export function addOidc(app: FastifyInstance, platform: Platform): void {
  app.get(OIDC_START, orLogin(start, platform));
  app.get(OIDC_CALLBACK, orLogin(finish, platform));
}
