import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson, openChromium, PHONE } from './browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

describe('the audit', () => {
  it('is searched by words and kind, and leads from an entry to everything about the same thing', async () => {
    const { page, complaints } = await demoPerson(browser, 'shenji');
    await page.getByRole('link', { name: '审计', exact: true }).click();
    const table = page.getByRole('table').last();
    await table.getByRole('row').nth(3).waitFor();
    await page.getByLabel('查找记录').fill('清溪');
    await page.getByLabel('查找记录').press('Enter');
    await expect.poll(() => page.url()).toContain('search=');
    await expect.poll(async () => (await table.innerText()).includes('清溪')).toBe(true);
    await page.getByLabel('查找记录').fill('没有任何记录含有这些字');
    await page.getByLabel('查找记录').press('Enter');
    await page.getByText('没有符合条件的记录。').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await table.getByRole('button').first().click();
    await page.getByRole('dialog').getByText('摘要').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    expect(complaints).toEqual([]);
  });

  it('is verified, with anchors that were noted outside; an anchor that is not in it is told', async () => {
    const { page } = await demoPerson(browser, 'shenji');
    await page.goto('/audit');
    await page.getByRole('button', { name: '核验审计链' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '开始核验' }).click();
    await dialog.getByText('核验通过').waitFor();
    const anchor = await dialog.getByText(/^[\w:+/=-]{40,}$/).innerText();
    await dialog.getByLabel(/以前抄录的锚/).fill(anchor);
    await dialog.getByRole('button', { name: '开始核验' }).click();
    await dialog.getByText('核验通过').waitFor();
    await dialog.getByLabel(/以前抄录的锚/).fill('0'.repeat(64));
    await dialog.getByRole('button', { name: '开始核验' }).click();
    await dialog.getByText('核验没有通过').waitFor();
  });

  it('stands on paper with what was done and why, whatever the screen leaves out', async () => {
    const { page } = await demoPerson(browser, 'shenji', PHONE);
    await page.goto('/audit?search=考核组缺一人');
    const table = page.getByRole('table').last();
    await table.getByRole('row').nth(1).waitFor();
    expect(await table.innerText()).not.toContain('县直单位考核组缺一人');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const paper = await table.innerText();
    for (const words of ['理由', '县直单位考核组缺一人', '提出授权']) expect(paper).toContain(words);
  });

  it('is exported', async () => {
    const { page } = await demoPerson(browser, 'shenji');
    await page.goto('/audit');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出审计链' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/审计/);
  });
});
