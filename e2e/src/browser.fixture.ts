import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { CHROMIUM_ARGUMENTS } from './chromium.ts';

export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject('chromium'), args: CHROMIUM_ARGUMENTS });

export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to anywhere but the platform; there must be none. */
  readonly outside: string[];
  /** What the browser complained about, but for the first question whether anybody is signed in. */
  readonly complaints: string[];
}

/** A visitor of a server with a browser profile of his own. */
export async function visit(browser: Browser, address: string, viewport = WIDE): Promise<Visit> {
  const context = await browser.newContext({
    viewport,
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) outside.push(url);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isExpected = /status of (401|403|404|409|422|503)|ERR_CONNECTION/.test(message.text());
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  return { page, context, outside, complaints };
}

export async function fillSignIn(page: Page, userName: string, password: string): Promise<void> {
  await page.getByLabel('用户名', { exact: true }).fill(userName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Signs in and waits for the page that the person sees first. */
export async function signIn(page: Page, userName: string, password: string): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, userName, password);
  await page.getByRole('heading', { name: /您好/ }).waitFor();
}

/** One of the people of the demonstration, signed in already: the sign-in itself is tried by tests of its own. */
export async function demoPerson(browser: Browser, userName: string, viewport = WIDE): Promise<Visit> {
  const address = inject('demo');
  const ways = (await (await fetch(`${address}/api/sessions/ways`)).json()) as {
    demo: { userName: string; password: string }[];
  };
  const person = ways.demo.find((account) => account.userName === userName);
  if (!person) throw new Error(`nobody is called ${userName} in the demonstration`);
  const { userName: name, password } = person;
  const answer = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: name, password }),
  });
  const [, cookie = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
  const visitor = await visit(browser, address, viewport);
  await visitor.context.addCookies([{ name: cookie, value, url: address, httpOnly: true, sameSite: 'Lax' }]);
  await visitor.page.goto('/');
  await visitor.page.getByRole('heading', { name: /您好/ }).waitFor();
  return visitor;
}
