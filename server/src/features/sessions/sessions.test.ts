import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, Refused, STRONG, type TestServer } from '../../testing/server.fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.now = new Date(Math.max(Date.now(), server.now.getTime()));
});

const MINUTE = 60_000;
const later = (minutes: number): void => {
  server.now = new Date(server.now.getTime() + minutes * MINUTE);
};
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.answer.code;
    throw error;
  }
};

describe('bootstrap', () => {
  it('makes three administrators by a link that works once', async () => {
    expect(await server.browser().api.sessions.ways({})).toMatchObject({ empty: false });
    const administrators = {
      system: { userName: 'aaa', displayName: '甲' },
      security: { userName: 'bbb', displayName: '乙' },
      audit: { userName: 'ccc', displayName: '丙' },
    };
    const again = server
      .browser()
      .api.bootstrap.use({ token: 'x'.repeat(32), code: 'other', name: '另一机关', administrators });
    expect(await codeOf(again)).toBe('bootstrap.refused');
  });

  it('gives nobody a password that can be kept', async () => {
    const browser = server.browser();
    const { userName, password } = server.slips.audit;
    const credentials = { userName, password };
    const me = await browser.api.sessions.signIn(credentials);
    browser.csrf = me.csrfToken;
    expect(me.step).toBe('password');
    expect(await codeOf(browser.api.audit.list({}))).toBe('sessions.password-change-required');
    await browser.api.accounts.changePassword({ current: server.slips.audit.password, next: STRONG });
    expect((await browser.api.audit.list({ kind: 'bootstrap.use' })).total).toBe(1);
  });
});

describe('signing in', () => {
  it('answers an unknown name, a wrong password and a locked account alike', async () => {
    const person = await server.person(null);
    const { userName } = await person.api.sessions.current({});
    const answers = new Set<string>();
    const attempt = async (name: string, password: string) => {
      try {
        await server.browser().api.sessions.signIn({ userName: name, password });
        answers.add('done');
      } catch (error) {
        const { code, message, details } = (error as Refused).answer;
        answers.add(JSON.stringify({ code, message, details, status: (error as Refused).status }));
      }
    };
    await attempt('nobody-at-all', 'x');
    for (let n = 0; n < 5; n++) await attempt(userName, 'wrong');
    await attempt(userName, STRONG);
    expect(answers.size).toBe(1);
    later(1);
    await attempt(userName, STRONG);
    expect(answers).toContain('done');
  });

  it('makes waiting longer with every further failure, by account', async () => {
    const person = await server.person(null);
    const { userName } = await person.api.sessions.current({});
    const attempt = (password: string) => codeOf(server.browser().api.sessions.signIn({ userName, password }));
    for (let n = 0; n < 7; n++) await attempt('wrong');
    later(1);
    expect(await attempt(STRONG)).toBe('sessions.refused');
    later(10);
    expect(await attempt(STRONG)).toBe('done');
  });

  it('ends a session that idles, and one that grows too old', async () => {
    const idle = await server.person(null);
    later(31);
    expect(await codeOf(idle.api.sessions.current({}))).toBe('sessions.expired');
    const busy = await server.person(null);
    for (let n = 0; n < 36; n++) {
      later(20);
      await codeOf(busy.api.sessions.current({}));
    }
    later(1);
    expect(await codeOf(busy.api.sessions.current({}))).toBe('sessions.expired');
  });

  it('lists sessions, and ending one ends it at once', async () => {
    const first = await server.person(null);
    const { userName } = await first.api.sessions.current({});
    const second = await server.signIn({ userName, password: STRONG });
    const { entries } = await first.api.sessions.list({});
    expect(entries).toHaveLength(2);
    const other = entries.find((entry) => !entry.current)!;
    await first.api.sessions.revoke({ sessionId: other.sessionId });
    expect(await codeOf(second.api.sessions.current({}))).toBe('sessions.expired');
    await first.api.sessions.signOut({});
    expect(await codeOf(first.api.sessions.current({}))).toBe('sessions.required');
  });

  it('ends all other sessions when the password changes', async () => {
    const first = await server.person(null);
    const { userName } = await first.api.sessions.current({});
    const second = await server.signIn({ userName, password: STRONG });
    later(1);
    await first.api.accounts.changePassword({ current: STRONG, next: 'Bing-Gong.8264' });
    expect((await first.api.sessions.current({})).step).toBe('ready');
    expect(await codeOf(second.api.sessions.current({}))).toBe('sessions.expired');
  });

  it('refuses changes without the token of the page, and from other sites', async () => {
    const person = await server.person(null);
    const request = (headers: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: '/api/sessions/current/end',
        headers: { cookie: person.cookie, 'content-type': 'application/json', ...headers },
        payload: '{}',
      });
    expect((await request({})).json().code).toBe('sessions.csrf');
    expect((await request({ 'x-csrf-token': 'x' })).json().code).toBe('sessions.csrf');
    const foreign = { 'x-csrf-token': person.csrf, origin: 'https://evil.example' };
    expect((await request(foreign)).json().code).toBe('request.foreign-origin');
    expect((await request({ ...foreign, origin: '', 'sec-fetch-site': 'cross-site' })).json().code).toBe(
      'request.foreign-origin',
    );
    expect((await request({ 'x-csrf-token': person.csrf, 'content-type': 'text/plain' })).json().code).toBe(
      'request.wrong-type',
    );
    expect((await request({ 'x-csrf-token': person.csrf })).json()).toEqual({ done: true });
  });

  it('keeps the cookie from scripts, and from plain connections where there is TLS', async () => {
    const secure = await openTestServer({ publicUrl: 'https://zhunsheng.example' });
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/api/sessions',
      headers: { 'content-type': 'application/json', origin: 'https://zhunsheng.example' },
      payload: JSON.stringify(secure.slips.system, ['userName', 'password']),
    });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-zhunsheng=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(answer.headers['strict-transport-security']).toBeDefined();
    await secure.close();
  });
});
