import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorAnswer, Role } from '@zhunsheng/contract';
import { type Client, createClient } from '@zhunsheng/contract/client';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { type Config, configShape, dayIn } from '../config/config.ts';
import { openContentStore } from '../content-store/index.ts';
import { inTenant } from '../database/in-tenant.ts';
import { createAccount, findAccount } from '../features/accounts/index.ts';
import { PLATFORM } from '../features/audit/index.ts';
import { createBootstrapToken } from '../features/bootstrap/index.ts';
import { grantAtStart } from '../features/grants/index.ts';
import { openSession } from '../features/sessions/authenticate.ts';
import type { Platform } from '../http/context.ts';
import { openTestDatabase, type TestDatabase } from './database.fixture.ts';

/** A refusal as a test sees it. */
export class Refused extends Error {
  readonly status: number;
  readonly answer: ErrorAnswer;

  constructor(status: number, answer: ErrorAnswer) {
    super(`${answer.code}: ${answer.message}`);
    this.status = status;
    this.answer = answer;
  }
}

/** A browser in small: it keeps its cookie and its token against foreign pages. */
export interface Browser {
  readonly api: Client;
  cookie: string;
  csrf: string;
  /** Raw bytes of the last download. */
  download: Buffer;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly database: TestDatabase;
  /** The clock of the server, to be moved by tests. */
  now: Date;
  readonly authorityId: string;
  readonly rootId: string;
  readonly slips: Record<'system' | 'security' | 'audit', { userName: string; password: string }>;
  browser(): Browser;
  /** Signs in and, where it is due, changes the password. */
  signIn(slip: { userName: string; password: string }, password?: string): Promise<Browser>;
  /** A new person who holds a role over a body, signed in. */
  person(role: Role | null, organizationId?: string): Promise<Browser & { accountId: string }>;
  /** The same without password and its cost: for tests that need many people. */
  passer(role: Role | null, organizationId?: string): Promise<Browser>;
  close(): Promise<void>;
}

export const STRONG = 'Gong-Zheng.7391';

function openBrowser(app: FastifyInstance): Browser {
  const browser = { cookie: '', csrf: '', download: Buffer.alloc(0) } as { -readonly [K in keyof Browser]: Browser[K] };
  browser.api = createClient(async ({ method, url, body, contentType }, endpoint) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...(browser.cookie && { cookie: browser.cookie }),
        ...(method !== 'GET' && browser.csrf && { 'x-csrf-token': browser.csrf }),
        ...(contentType && { 'content-type': contentType }),
      },
      ...(body !== undefined && { payload: body as string | Buffer }),
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) browser.cookie = String(set).split(';')[0]!;
    if (answer.statusCode >= 400) throw new Refused(answer.statusCode, answer.json() as ErrorAnswer);
    if (endpoint.download) {
      browser.download = answer.rawPayload;
      return answer.headers['content-disposition'];
    }
    return answer.json();
  });
  return browser;
}

async function bootstrap(app: FastifyInstance, database: TestDatabase) {
  const token = await createBootstrapToken(database.app, new Date());
  const administrators = {
    system: { userName: 'xitong', displayName: '系统员甲' },
    security: { userName: 'anquan', displayName: '安全员乙' },
    audit: { userName: 'shenji', displayName: '审计员丙' },
  };
  const { slips } = await openBrowser(app).api.bootstrap.use({
    token,
    code: 'shili',
    name: '示例县人民政府',
    administrators,
  });
  return { system: slips[0]!, security: slips[1]!, audit: slips[2]! };
}

/** A server on a database of its own, with an authority and its three administrators. */
export async function openTestServer(changes: Partial<Config> = {}): Promise<TestServer> {
  const database = await openTestDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhunsheng-files-'));
  const config = { ...configShape.parse({ log: { level: 'silent' }, dataFolder }), ...changes };
  const contents = await openContentStore(config);
  const server = { now: new Date() } as { -readonly [K in keyof TestServer]: TestServer[K] };
  const secret = Buffer.alloc(32, 7);
  const platform: Platform = { config, connections: database, contents, now: () => server.now, secret, demo: [] };
  const app = buildApp(platform);
  await app.ready();
  const slips = await bootstrap(app, database);
  const authority = await database.app.selectFrom('authorities').select('authorityId').executeTakeFirstOrThrow();
  const { authorityId } = authority;
  const root = await database.run(authorityId, (db) =>
    db.selectFrom('organizations').select('id').where('parentId', 'is', null).executeTakeFirstOrThrow(),
  );
  const signIn: TestServer['signIn'] = async ({ userName, password }, next = STRONG) => {
    const browser = openBrowser(app);
    const me = await browser.api.sessions.signIn({ userName, password });
    browser.csrf = me.csrfToken;
    if (me.step === 'password') await browser.api.accounts.changePassword({ current: password, next });
    return browser;
  };
  let people = 0;
  const admitted = (role: Role | null, organizationId: string) =>
    inTenant(database.app, authorityId, async (db) => {
      people += 1;
      const person = {
        userName: `person${people}`,
        displayName: `某人${people}`,
        organizationId: null,
        externalName: null,
      };
      const { account, slip } = await createAccount(db, PLATFORM, person);
      const { accountId } = account;
      const day = dayIn(config.timeZone, server.now);
      if (role) await grantAtStart(db, { accountId, role, organizationId, day }, server.now);
      return { accountId, slip };
    });
  return Object.assign(server, {
    app,
    platform,
    database,
    authorityId,
    rootId: root.id,
    slips,
    browser: () => openBrowser(app),
    signIn,
    async person(role: Role | null, organizationId = root.id) {
      const { accountId, slip } = await admitted(role, organizationId);
      return Object.assign(await signIn(slip), { accountId });
    },
    async passer(role: Role | null, organizationId = root.id) {
      const { accountId } = await admitted(role, organizationId);
      const browser = openBrowser(app);
      const secret = await inTenant(database.app, authorityId, async (db) => {
        await db.updateTable('accounts').set({ mustChangePassword: false }).where('id', '=', accountId).execute();
        const account = await findAccount(db, accountId);
        return openSession(db, account!, { address: '127.0.0.1', userAgent: 'test' }, server.now, 'password');
      });
      browser.cookie = `zhunsheng=${authorityId}.${secret}`;
      browser.csrf = (await browser.api.sessions.current({})).csrfToken;
      return browser;
    },
    async close() {
      await app.close();
      await database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  });
}
