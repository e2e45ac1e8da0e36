import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@zhunsheng/contract/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openChromium, signIn, visit } from './browser.fixture.ts';
import { CLIENT, freePort, startProvider } from './identity-provider.fixture.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-identity-'));
const PASSWORD = 'Gong-Zheng.7391';
let browser: Browser;
let provider: Server;
let server: ServerProcess;

/** Makes the authority as its operator would, and an account that signs in by 统一认证. */
async function settle(address: string, token: string): Promise<void> {
  let [cookie, csrf] = ['', ''];
  const api = createClient(async ({ method, url, body, contentType }) => {
    const headers = { cookie, 'x-csrf-token': csrf, ...(contentType && { 'content-type': contentType }) };
    const answer = await fetch(address + url, { method, headers, ...(body !== undefined && { body: body as string }) });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  });
  const person = (userName: string, displayName: string) => ({ userName, displayName });
  const administrators = {
    system: person('xitong', '陆明'),
    security: person('anquan', '方正'),
    audit: person('shenji', '安静'),
  };
  const { slips } = await api.bootstrap.use({ token, code: 'shili', name: '示例县人民政府', administrators });
  const { userName, password } = slips[0]!;
  csrf = (await api.sessions.signIn({ userName, password })).csrfToken;
  await api.accounts.changePassword({ current: password, next: PASSWORD });
  await api.accounts.create({ userName: 'tongyi', displayName: '童毅', externalName: 'staff-0001' });
}

beforeAll(async () => {
  browser = await openChromium();
  const [port, providerPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  provider = await startProvider(providerPort, address);
  const config = join(folder, 'config.yaml');
  const oidc = {
    title: '统一认证登录',
    issuer: `http://127.0.0.1:${providerPort}`,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
  };
  const listen = { host: '127.0.0.1', port };
  writeFileSync(
    config,
    JSON.stringify({ dataFolder: 'data', publicUrl: address, listen, oidc, log: { level: 'error' } }),
  );
  server = await startServer('serve', '--config', config);
  await settle(server.address, await server.printed(/bootstrap#(\S+)/));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  provider.closeAllConnections();
  provider.close();
  rmSync(folder, { recursive: true, force: true });
});

async function signInThere(page: Page, name: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('link', { name: '统一认证登录' }).click();
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: /continue/i }).click();
}

describe('统一认证', () => {
  it('signs in whom the provider names, without a password of ours', async () => {
    const { page } = await visit(browser, server.address);
    await signInThere(page, 'staff-0001');
    await page.getByRole('heading', { name: '童毅，您好' }).waitFor();
    await page.getByText('还没有任何角色，请联系系统管理员').waitFor();
  });

  it('says on the sign-in why somebody unknown here is not let in', async () => {
    const { page } = await visit(browser, server.address);
    await signInThere(page, 'stranger');
    await page.getByText('统一认证没有通过，或者没有与之对应的账号').waitFor();
  });
});

describe('a database that is away', () => {
  it('is waited for by the page, which shows what was asked for when the database is back', async () => {
    const { page } = await visit(browser, server.address);
    await signIn(page, 'xitong', PASSWORD);
    const [pid] = readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await page.getByRole('link', { name: '账号', exact: true }).click();
    await page.getByRole('cell', { name: 'tongyi' }).waitFor({ timeout: 60_000 });
  });
});
