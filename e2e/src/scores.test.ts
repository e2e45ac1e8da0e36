import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson, openChromium } from './browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

describe('from the ranking to the reason of one deducted point', () => {
  it('leads the office from the first page to the clause, the finding and the arithmetic', async () => {
    const { page, complaints, outside } = await demoPerson(browser, 'kaohe');
    await page.getByRole('link', { name: '得分与排名' }).click();
    await page.getByRole('table', { name: '乡镇（街道）排名' }).waitFor();
    const row = page.getByRole('row', { name: /清溪镇/ });
    expect(await row.innerText()).toContain('83.53');
    await row.getByRole('link', { name: '清溪镇' }).click();
    await page.getByRole('heading', { name: '清溪镇得分单' }).waitFor();
    const item = page.getByRole('button', { name: /自查自评.*T1\.05/ });
    expect(await item.innerText()).toContain('0.70');
    await item.click();
    const opened = page.getByRole('listitem').filter({ has: item }).last();
    const words = await opened.innerText();
    expect(words).toContain('逾期的每个工作日扣0.2分，最多扣0.8分');
    expect(words).toContain('应于2024-12-01前完成，2024-12-05完成，逾期4工作日');
    expect(words).toContain('逾期扣分：0.20 × 4 = 0.80');
    expect(words).toContain('得分：1.50 - 0.80 = 0.70');
    expect(words).toContain('查核：年终考核第一组 2024-12-17');
    expect([complaints, outside]).toEqual([[], []]);
  });

  it('shows only what cost points when asked, and opens the item that an address names', async () => {
    const { page } = await demoPerson(browser, 'qingxi');
    await page.getByRole('link', { name: '得分与排名' }).click();
    await page.getByRole('link', { name: '清溪镇' }).click();
    await page.getByRole('heading', { name: '清溪镇得分单' }).waitFor();
    const all = await page.getByRole('button', { name: /满分/ }).count();
    await page.getByLabel('只看失分和缺数据的').check();
    const lost = await page.getByRole('button', { name: /满分/ }).count();
    expect(lost).toBeGreaterThan(5);
    expect(lost).toBeLessThan(all);
    await page.goto(`${page.url()}?item=T1.05`);
    await page.getByText('逾期扣分：0.20 × 4 = 0.80').first().waitFor();
  });

  it('prints every line of the sheet, without the buttons of the screen', async () => {
    const { page } = await demoPerson(browser, 'kaohe');
    await page.getByRole('link', { name: '得分与排名' }).click();
    await page.getByRole('link', { name: '清溪镇' }).click();
    await page.getByRole('heading', { name: '清溪镇得分单' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const paper = await page.getByRole('main').innerText();
    expect(paper).toContain('逾期扣分：0.20 × 4 = 0.80');
    expect(paper).toContain('逾期的每个工作日扣0.2分，最多扣0.8分”');
    expect(paper).not.toContain('打印得分单');
    expect(await page.getByRole('navigation', { name: '主导航' }).isVisible()).toBe(false);
  });

  it('exports the ranking under a Chinese name', async () => {
    const { page } = await demoPerson(browser, 'lingdao');
    await page.getByRole('link', { name: '得分与排名' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('得分与排名.xlsx');
  });
});

describe('who may not see', () => {
  it('shows a body its own sheet and says of another one that there is none', async () => {
    const { page } = await demoPerson(browser, 'qingxi');
    await page.getByRole('link', { name: '得分与排名' }).click();
    await page.getByRole('link', { name: '清溪镇' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.goto(`${page.url()}/subjects/T01`);
    await page.getByText('没有这个考核对象的得分单').waitFor();
  });

  it('says that a page is not for this person, and leaves the way back', async () => {
    const { page } = await demoPerson(browser, 'qingxi');
    expect(await page.getByRole('link', { name: '审计' }).count()).toBe(0);
    for (const address of ['/audit', '/accounts', '/grants']) {
      await page.goto(address);
      await page.getByText('没有权限', { exact: true }).waitFor();
      await page.getByText('如确需办理，请联系安全管理员授权').waitFor();
    }
    await page.getByRole('link', { name: '首页', exact: true }).click();
    await page.getByRole('heading', { name: /您好/ }).waitFor();
  });

  it('sends who is not signed in to the sign-in, and back to where he wanted to go', async () => {
    const { page, context } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations?search=qxz');
    await page.getByRole('link', { name: '清溪镇', exact: true }).waitFor();
    await context.clearCookies();
    await page.reload();
    await page.getByLabel('用户名', { exact: true }).fill('kaohe');
    await page.getByLabel('密码', { exact: true }).fill('Yanshi.2024');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('link', { name: '清溪镇', exact: true }).waitFor();
    expect(page.url()).toContain('search=qxz');
  });
});
