import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PLATFORM, recordAudit, sealPending, verifyAudit } from './features/audit/index.ts';
import { openTestServer, Refused, STRONG, type TestServer } from './testing/server.fixture.ts';

const DAY_MS = 86_400_000;
const real = (): Date => new Date(performance.timeOrigin + performance.now());

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterEach(() => {
  vi.useRealTimers();
  server.now = real();
});
afterAll(() => server.close());

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => (error instanceof Refused ? error.answer.code : error.message),
  );

/** The clock of the machine and the server's own, moved together. */
function jump(days: number): void {
  server.now = new Date(real().getTime() + days * DAY_MS);
  vi.useFakeTimers({ toFake: ['Date'], now: server.now });
}

describe('a clock that jumps', () => {
  it('ahead: ends sessions as if that time had passed, and lets people sign in again', async () => {
    const person = await server.signIn(server.slips.system);
    jump(2);
    expect(await codeOf(person.api.sessions.current({}))).toBe('sessions.expired');
    const again = await server.signIn({ userName: server.slips.system.userName, password: STRONG });
    expect(await codeOf(again.api.organizations.list({}))).toBe('done');
  });

  it('back: keeps sessions, but for those that were opened in a future that never came', async () => {
    const before = await server.person('officeClerk');
    jump(30);
    const ahead = await server.person('officeClerk');
    expect(await codeOf(ahead.api.organizations.list({}))).toBe('done');
    jump(0);
    expect(await codeOf(before.api.organizations.list({}))).toBe('done');
    expect(await codeOf(ahead.api.organizations.list({}))).toBe('sessions.expired');
    jump(-0.01);
    expect(await codeOf(before.api.organizations.list({}))).toBe('sessions.expired');
  });

  it('back: makes nobody wait for years who mistyped a password while it ran ahead', async () => {
    const { userName } = server.slips.audit;
    await server.signIn(server.slips.audit);
    jump(400);
    const wrong = () => codeOf(server.browser().api.sessions.signIn({ userName, password: 'wrong' }));
    for (let times = 0; times < 6; times++) expect(await wrong()).toBe('sessions.refused');
    const right = () => codeOf(server.browser().api.sessions.signIn({ userName, password: STRONG }));
    expect(await right()).toBe('sessions.refused');
    jump(0);
    expect(await right()).toBe('done');
  });

  it('leaves the audit a sound chain, in the order of sealing', async () => {
    const authority = await server.database.authority();
    const write = (title: string) =>
      server.database.run(authority, async (db) => {
        await recordAudit(db, PLATFORM, { kind: 'tests.write', title });
        return sealPending(db, 'sha256');
      });
    for (const [days, title] of [
      [0, '现在'],
      [30, '跳到以后'],
      [-30, '跳回从前'],
      [0, '恢复'],
    ] as const) {
      jump(days);
      expect(await write(title)).toBe(1);
    }
    const found = await server.database.run(authority, (db) => verifyAudit(db, []));
    expect([found.count, found.diagnostics]).toEqual([4, []]);
  });
});
