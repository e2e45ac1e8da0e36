/** `npm run pictures`: takes the pictures of the user's guide from the demonstration, so that they show what there is. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
// @ts-expect-error plain JavaScript, because it must run before anything is built
import { buildWeb } from '../../scripts/build-web.mjs';
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.ts';
import { startServer } from './server-process.ts';

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const PASSWORD = 'Yanshi.2024';
const HEIGHT = 760;

interface Picture {
  readonly name: string;
  readonly who: string | null;
  readonly address: string;
  readonly width?: number;
  readonly prepare?: (page: Page) => Promise<void>;
}

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

async function pictures(page: Page): Promise<Picture[]> {
  const ask = async (url: string) => (await (await page.request.get(url)).json()).entries[0];
  const { assessmentId, schemeId } = await ask('/api/assessments');
  const { organizationId } = await ask('/api/organizations?search=T03');
  const scores = `/scores/${assessmentId}`;
  return [
    { name: 'sign-in', who: null, address: '/login' },
    { name: 'home', who: 'kaohe', address: '/' },
    { name: 'assessment', who: 'kaohe', address: `/assessments/${assessmentId}` },
    { name: 'ranking', who: 'kaohe', address: scores },
    { name: 'distribution', who: 'kaohe', address: `${scores}/distribution` },
    { name: 'sheet', who: 'kaohe', address: `${scores}/subjects/T03?item=T1.05` },
    { name: 'sheet-phone', who: 'qingxi', address: `${scores}/subjects/T03?item=T1.05`, width: 390 },
    { name: 'scheme', who: 'kaohe', address: `/schemes/${schemeId}` },
    { name: 'organizations', who: 'kaohe', address: '/organizations?group=乡镇（街道）' },
    {
      name: 'organization-tree',
      who: 'kaohe',
      address: '/organizations/tree',
      prepare: (page) => page.getByRole('button', { name: /^乡镇（街道）的/ }).click(),
    },
    { name: 'organization', who: 'kaohe', address: `/organizations/${organizationId}` },
    { name: 'import', who: 'kaohe', address: '/organizations', prepare: press('从 Excel 导入') },
    { name: 'accounts', who: 'xitong', address: '/accounts' },
    { name: 'own-account', who: 'xitong', address: '/account' },
    { name: 'grants', who: 'anquan', address: '/grants' },
    { name: 'files', who: 'qingxi', address: `/files/${organizationId}` },
    { name: 'audit', who: 'shenji', address: '/audit' },
  ];
}

async function enter(browser: Browser, address: string, who: string | null, width: number): Promise<Page> {
  const viewport = { width, height: HEIGHT };
  const page = await browser.newPage({ viewport, baseURL: address, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await page.goto('/login');
  if (!who) return page;
  await page.getByLabel('用户名', { exact: true }).fill(who);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: /您好/ }).waitFor();
  return page;
}

async function takeAll(browser: Browser, address: string): Promise<void> {
  const office = await enter(browser, address, 'kaohe', 1280);
  for (const { name, who, address: path, width = 1280, prepare } of await pictures(office)) {
    const page = await enter(browser, address, who, width);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.getByText('正在读取').first().waitFor({ state: 'detached' });
    await prepare?.(page);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
    console.log(name);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-pictures-'));
mkdirSync(folder, { recursive: true });
if (!buildWeb()) throw new Error('the web application was not built');
const server = await startServer('demo', '--folder', join(scratch, 'demo'), '--port', '0');
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
try {
  await takeAll(browser, server.address);
} finally {
  await browser.close();
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
