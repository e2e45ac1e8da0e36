import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the provider has no types; it is a real one, run for this test alone
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/server.fixture.ts';

let provider: Server;
let server: TestServer;
let address: string;

/** A real provider on a port of its own, whose development pages ask for a name and a password and take any. */
async function startProvider(redirect: () => string): Promise<{ issuer: string; listening: Server }> {
  const { createServer } = await import('node:http');
  const listening = createServer();
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const clients = [{ client_id: 'zhunsheng', client_secret: 'a secret of the test', redirect_uris: [redirect()] }];
  const findAccount = (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) });
  const own = new Provider(issuer, {
    clients,
    findAccount,
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
  });
  listening.on('request', own.callback());
  return { issuer, listening };
}

beforeAll(async () => {
  // The port of the platform must be known to the provider before the platform starts.
  const { createServer } = await import('node:net');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  address = `http://127.0.0.1:${port}`;
  const started = await startProvider(() => `${address}/api/sessions/oidc/callback`);
  provider = started.listening;
  const oidc = {
    title: '统一认证登录',
    issuer: started.issuer,
    clientId: 'zhunsheng',
    clientSecret: 'a secret of the test',
    claim: 'sub',
  };
  server = await openTestServer({ publicUrl: address, oidc });
  await server.app.listen({ host: '127.0.0.1', port });
  const system = await server.signIn(server.slips.system);
  await system.api.accounts.create({ userName: 'tongyi', displayName: '统一认证用户', externalName: 'staff-0001' });
});
afterAll(async () => {
  provider.closeAllConnections();
  provider.close();
  await server.close();
});

/** Walks through the pages as a browser would: follows redirects, keeps cookies by host, fills in the forms. */
async function walk(login: string): Promise<{ url: string; cookies: Map<string, string> }> {
  const cookies = new Map<string, string>();
  const request = async (url: string, body?: URLSearchParams): Promise<{ url: string; text: string }> => {
    const { host } = new URL(url);
    const own = [...cookies]
      .filter(([name]) => name.startsWith(`${host} `))
      .map(([name, value]) => `${name.split(' ')[1]}=${value}`);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: own.join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(`${host} ${name}`, value);
    }
    const next = answer.headers.get('location');
    const target = next ? new URL(next, url) : undefined;
    if (target && (target.pathname === '/' || target.pathname === '/login')) return { url: target.href, text: '' };
    return target ? request(target.href) : { url, text: await answer.text() };
  };
  let page = await request(`${address}/api/sessions/oidc/start`);
  for (let n = 0; n < 4 && page.text !== ''; n++) {
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
    page = await request(new URL(action, page.url).href, new URLSearchParams({ prompt, login, password: 'any' }));
  }
  return { url: page.url, cookies };
}

describe('统一认证', () => {
  it('signs in the account that the provider’s name belongs to, without a password of ours', async () => {
    const { url, cookies } = await walk('staff-0001');
    expect(url).toBe(`${address}/`);
    const browser = server.browser();
    browser.cookie = `zhunsheng=${cookies.get(`${new URL(address).host} zhunsheng`)}`;
    expect(await browser.api.sessions.current({})).toMatchObject({ displayName: '统一认证用户', step: 'ready' });
  });

  it('makes no account for a name that nobody entered', async () => {
    const { url } = await walk('stranger');
    expect(url).toBe(`${address}/login?error=sessions.oidc-refused`);
  });

  it('takes no answer that this browser did not ask for', async () => {
    const answer = await fetch(`${address}/api/sessions/oidc/callback?code=x&state=y`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/login?error=sessions.oidc-refused');
  });
});
