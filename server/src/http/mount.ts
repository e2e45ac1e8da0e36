import type { Readable } from 'node:stream';
import { type Endpoint, type Feature, pathFields } from '@zhunsheng/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inTenant } from '../database/in-tenant.ts';
import type { Db } from '../database/tables.ts';
import type { Actor } from './actor.ts';
import { AppError } from './app-error.ts';
import type { Answer, Caller, Context, Download, Handlers, Platform, StreamContext } from './context.ts';
import { readCookie, sessionCookie, sessionCookieName } from './cookies.ts';
import { authorize, type Locate, type Reach } from './policy.ts';
import { sendDownload } from './send-download.ts';
import { readUpload } from './upload.ts';

/** What the layers above give to the one that speaks HTTP, so that it need not know any feature. */
export interface Gate {
  /** Finds who holds a session; throws `sessions.expired` for one that does not count any more. */
  authenticate(db: Db, secret: string): Promise<Actor>;
  locate(db: Db): Locate;
  /** Puts a refused attempt on the record. */
  denied(actor: Actor, caller: Caller, endpoint: Endpoint): Promise<void>;
}

type AnyHandler = (context: unknown, input: unknown) => Promise<unknown>;

/** Lets a missing field be told from a wrong one. */
const REPORT = { reportInput: true };
const TOKEN = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/;

/** The input of an endpoint, gathered from where it travels: path, then query or body. */
function inputOf(request: FastifyRequest, { path, method, upload }: Endpoint): Record<string, unknown> {
  const fromQuery = method === 'GET' || upload !== undefined;
  const rest = (fromQuery ? request.query : request.body) ?? {};
  if (typeof rest !== 'object' || Array.isArray(rest)) throw new AppError('request.unreadable');
  const params = request.params as Record<string, string>;
  const inPath = pathFields(path).map((name) => [name, params[name]]);
  return { ...(rest as Record<string, unknown>), ...Object.fromEntries(inPath) };
}

/** What the client says that its body is. */
const typeOf = (request: FastifyRequest): string =>
  String(request.headers['content-type'] ?? '')
    .split(';')[0]!
    .trim();

const callerOf = (request: FastifyRequest): Caller => ({
  address: request.ip,
  userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
});

function checkSession(request: FastifyRequest, actor: Actor, endpoint: Endpoint): void {
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== actor.csrfToken)
    throw new AppError('sessions.csrf');
  if (actor.step === 'ready' || endpoint.beforeReady) return;
  throw new AppError(actor.step === 'code' ? 'sessions.code-required' : 'sessions.password-change-required');
}

interface Admitted {
  readonly actor: Actor;
  readonly input: unknown;
  readonly reach: Reach;
}

export function mount<F extends Feature>(
  app: FastifyInstance,
  platform: Platform,
  gate: Gate,
  feature: F,
  handlers: Handlers<F>,
): void {
  const secure = platform.config.publicUrl?.startsWith('https:') ?? false;

  /** Who asks, and whether they may; the same transaction then does the work. */
  async function admit(db: Db, request: FastifyRequest, endpoint: Endpoint, secret: string): Promise<Admitted> {
    const actor = await gate.authenticate(db, secret);
    try {
      checkSession(request, actor, endpoint);
      const input = endpoint.input.parse(inputOf(request, endpoint), REPORT);
      const reach = await authorize(actor, endpoint, input, gate.locate(db));
      return { actor, input, reach };
    } catch (error) {
      if (error instanceof AppError && error.code === 'permission.denied') {
        await gate.denied(actor, callerOf(request), endpoint);
      }
      throw error;
    }
  }

  async function answerSigned(request: FastifyRequest, endpoint: Endpoint, handler: AnyHandler, answer: Answer) {
    const token = TOKEN.exec(readCookie(request.headers.cookie, sessionCookieName(secure)) ?? '');
    if (!token) throw new AppError('sessions.required');
    const [, authorityId = '', secret = ''] = token;
    const tenant = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
      inTenant(platform.connections.app, authorityId, work);
    const caller = callerOf(request);

    async function transact<T>(file: Buffer, work: (context: Context, input: unknown) => Promise<T>): Promise<T> {
      const later: (() => Promise<void>)[] = [];
      const done = await tenant(async (db) => {
        const { actor, input, reach } = await admit(db, request, endpoint, secret);
        const recorder = { accountId: actor.accountId, name: actor.displayName, address: caller.address };
        const afterCommit = (wanted: () => Promise<void>) => void later.push(wanted);
        return work({ platform, caller, answer, db, actor, reach, recorder, file, afterCommit }, input);
      });
      for (const wanted of later) await wanted();
      return done;
    }

    const { upload } = endpoint;
    if (!upload) return transact(Buffer.alloc(0), handler);
    // A file is read before the transaction of its work begins: a slow sender must not hold a connection.
    const { input } = await tenant((db) => admit(db, request, endpoint, secret));
    const stream = request.body as Readable | undefined;
    if (!upload.streamed) return transact(await readUpload(stream, upload.maxBytes), handler);
    if (!stream) throw new AppError('request.unreadable');
    const inTransaction = <T>(work: (context: Context) => Promise<T>): Promise<T> => transact(Buffer.alloc(0), work);
    const declaredType = typeOf(request);
    const context: StreamContext = { platform, caller, answer, authorityId, stream, declaredType, inTransaction };
    return handler(context, input);
  }

  async function serve(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, handler: AnyHandler) {
    const answer: Answer = {
      session: (token) => void reply.header('set-cookie', sessionCookie(token, secure)),
    };
    const found =
      endpoint.access.kind === 'public'
        ? await handler(
            { platform, caller: callerOf(request), answer },
            endpoint.input.parse(inputOf(request, endpoint), REPORT),
          )
        : await answerSigned(request, endpoint, handler, answer);
    if (endpoint.download) return sendDownload(reply, found as Download);
    // Bytes, because a string would be measured for its length and then encoded: twice the work for a long answer.
    const bytes = Buffer.from(JSON.stringify(endpoint.output.parse(found)));
    return reply.type('application/json; charset=utf-8').send(bytes);
  }

  for (const [name, endpoint] of Object.entries(feature)) {
    const handler = handlers[name as keyof F] as unknown as AnyHandler;
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) => {
        const type = typeOf(request);
        if (endpoint.upload && !endpoint.upload.types.includes(type)) throw new AppError('request.wrong-type');
        if (!endpoint.upload && request.method !== 'GET' && type !== 'application/json') {
          throw new AppError('request.wrong-type');
        }
        return serve(request, reply, endpoint, handler);
      },
    });
  }
}
