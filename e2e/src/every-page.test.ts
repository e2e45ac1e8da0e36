import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPerson, openChromium, PHONE, visit, WIDE } from './browser.fixture.ts';

/** Some thirty pages, each loaded, opened and looked through. */
const WALK_MS = 480_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

/** What keeps people out by WCAG 2.1 AA, as axe sees it. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: { run(options: object): Promise<{ violations: unknown }> } }).axe;
    const { violations } = await run.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    } as object);
    return violations;
  });
  return (found as Finding[]).flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`),
  );
}

const settled = async (page: Page): Promise<void> => {
  await page.locator('h1, [role=alert], [role=note]').first().waitFor();
  await page.waitForFunction(
    () => !document.body.innerText.includes('正在读取') && !document.querySelector('[role=status] > div'),
  );
};

interface Stop {
  readonly title: string;
  readonly who: string | null;
  readonly address: string;
  /** Opens what the page offers, a dialog for example. */
  readonly open?: (page: Page) => Promise<void>;
}

async function addresses() {
  const { page } = await demoPerson(browser, 'kaohe');
  const ask = async (url: string) => (await page.request.get(url)).json();
  const assessment = (await ask('/api/assessments')).entries[0] as { assessmentId: string; schemeId: string };
  const body = (await ask('/api/organizations?search=T03')).entries[0] as { organizationId: string };
  await page.context().close();
  return { ...assessment, ...body };
}

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

async function stops(): Promise<Stop[]> {
  const { assessmentId, schemeId, organizationId } = await addresses();
  const sheet = `/scores/${assessmentId}/subjects/T03?item=T1.05`;
  return [
    { title: '登录', who: null, address: '/login' },
    { title: '初始化', who: null, address: '/bootstrap#0123456789012345678901234567890123456789' },
    { title: '首页', who: 'kaohe', address: '/' },
    { title: '年度考核', who: 'kaohe', address: '/assessments' },
    { title: '导入结果包', who: 'kaohe', address: '/assessments', open: press('导入结果包') },
    { title: '一项考核', who: 'kaohe', address: `/assessments/${assessmentId}` },
    { title: '得分与排名', who: 'kaohe', address: `/scores/${assessmentId}` },
    { title: '总分分布', who: 'kaohe', address: `/scores/${assessmentId}/distribution` },
    { title: '得分单', who: 'kaohe', address: sheet },
    { title: '考核方案', who: 'kaohe', address: '/schemes' },
    { title: '方案全文', who: 'kaohe', address: `/schemes/${schemeId}` },
    { title: '单位', who: 'kaohe', address: '/organizations' },
    { title: '单位层级', who: 'kaohe', address: '/organizations/tree' },
    { title: '新设单位', who: 'kaohe', address: '/organizations', open: press('新设单位') },
    { title: '导入单位', who: 'kaohe', address: '/organizations', open: press('从 Excel 导入') },
    { title: '一个单位', who: 'kaohe', address: `/organizations/${organizationId}` },
    { title: '拆分单位', who: 'kaohe', address: `/organizations/${organizationId}`, open: press('拆分') },
    { title: '文件', who: 'kaohe', address: `/files/${organizationId}` },
    { title: '后台任务', who: 'kaohe', address: '/jobs' },
    { title: '账号', who: 'xitong', address: '/accounts' },
    { title: '创建账号', who: 'xitong', address: '/accounts', open: press('创建账号') },
    { title: '我的账号', who: 'xitong', address: '/account' },
    { title: '登录会话', who: 'xitong', address: '/sessions' },
    { title: '授权', who: 'xitong', address: '/grants' },
    { title: '提出授权', who: 'xitong', address: '/grants', open: press('提出授权') },
    { title: '文件销毁', who: 'anquan', address: '/files/destructions' },
    { title: '审计', who: 'shenji', address: '/audit' },
    { title: '核验审计链', who: 'shenji', address: '/audit', open: press('核验审计链') },
    { title: '没有权限', who: 'qingxi', address: '/audit' },
    { title: '没有这个页面', who: 'qingxi', address: '/nowhere' },
  ];
}

type Visitors = Map<string | null, Awaited<ReturnType<typeof visit>>>;

async function visitorFor(visitors: Visitors, who: string | null, viewport: typeof WIDE): Promise<Page> {
  const known = visitors.get(who);
  if (known) return known.page;
  const come = who ? demoPerson(browser, who, viewport) : visit(browser, inject('demo'), viewport);
  const visitor = await come;
  visitors.set(who, visitor);
  return visitor.page;
}

async function problemsAt(page: Page, { title, address, open }: Stop, width: number): Promise<string[]> {
  await page.goto(address);
  await settled(page);
  await open?.(page);
  const found = (await barriers(page)).map((barrier) => `${title} ${barrier}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return wide > width ? [...found, `${title} is ${wide} px wide`] : found;
}

/** Goes to every page and gives whatever is wrong there. */
async function walk(viewport: typeof WIDE): Promise<string[]> {
  const problems: string[] = [];
  const visitors: Visitors = new Map();
  for (const stop of await stops()) {
    const page = await visitorFor(visitors, stop.who, viewport);
    problems.push(...(await problemsAt(page, stop, viewport.width)));
  }
  for (const [who, { outside, complaints }] of visitors) {
    problems.push(...[...outside, ...complaints].map((line) => `${who}: ${line}`));
  }
  return problems;
}

describe.each([
  ['on a desk', WIDE],
  ['on a phone', PHONE],
] as const)('every page %s', (_, viewport) => {
  it(
    'keeps nobody out (WCAG 2.1 AA by axe), fits the width, asks nobody outside, and breaks no rule of its own',
    async () => {
      const problems = await walk(viewport);
      expect(problems).toEqual([]);
    },
    WALK_MS,
  );
});

describe('the keyboard', () => {
  it('goes from the sign-in to the reason of a deducted point without a mouse', async () => {
    const { page } = await visit(browser, inject('demo'));
    await page.goto('/login');
    await page.getByLabel('用户名', { exact: true }).waitFor();
    await page.keyboard.type('qingxi');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Yanshi.2024');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /您好/ }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /您好/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    const focus = async (locator: ReturnType<Page['getByRole']>): Promise<void> => {
      await locator.waitFor();
      for (let tries = 0; tries < 200; tries++) {
        await page.keyboard.press('Tab');
        if (await locator.evaluate((element) => element === document.activeElement)) return;
      }
      throw new Error('the keyboard does not get there');
    };
    await focus(page.getByRole('link', { name: '得分与排名' }));
    await page.keyboard.press('Enter');
    await focus(page.getByRole('link', { name: '清溪镇' }));
    await page.keyboard.press('Enter');
    await focus(page.getByRole('button', { name: /自查自评.*T1\.05/ }));
    await page.keyboard.press('Enter');
    await page.getByText('逾期扣分：0.20 × 4 = 0.80').first().waitFor();
  });
});
