import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson, openChromium } from './browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

async function pick(page: Page, label: string, typed: string, option: RegExp): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.click();
  await field.fill(typed);
  await page.getByTitle(option).last().click();
}

describe('a role', () => {
  it('is proposed by the office, approved by the security administrator, and then counts', async () => {
    const before = await demoPerson(browser, 'sifa');
    expect(await before.page.getByRole('link', { name: '得分与排名' }).count()).toBe(0);
    const office = await demoPerson(browser, 'kaohe');
    await office.page.getByRole('link', { name: '授权' }).click();
    await office.page.getByRole('button', { name: '提出授权' }).click();
    await pick(office.page, '人员', '白守一', /白守一/);
    await pick(office.page, '角色', '领导小组', /领导小组成员/);
    await pick(office.page, '范围', 'D06', /县司法局/);
    await office.page.getByRole('dialog').getByLabel('理由').fill('领导小组增补成员');
    await office.page.getByRole('dialog').getByRole('button', { name: '提出' }).click();
    await office.page.getByText('已提出，等安全管理员批准').waitFor();
    expect(await office.page.getByRole('button', { name: /^批准/ }).count()).toBe(0);

    const security = await demoPerson(browser, 'anquan');
    await security.page.getByRole('link', { name: /审批\d+条授权申请/ }).click();
    await security.page.getByRole('button', { name: '批准白守一的领导小组成员授权', exact: true }).click();
    await security.page.getByRole('dialog').getByLabel('意见').fill('核对无误');
    await security.page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
    await security.page.getByText('已批准').first().waitFor();

    await before.page.reload();
    await before.page.getByRole('link', { name: '得分与排名' }).click();
    await before.page.getByRole('link', { name: '县司法局' }).waitFor();
  });

  it('is refused for whoever is an administrator already, with the reason beside the form', async () => {
    const { page } = await demoPerson(browser, 'xitong');
    await page.goto('/grants');
    await page.getByRole('button', { name: '提出授权' }).click();
    await pick(page, '人员', '沈鉴清', /沈鉴清/);
    await pick(page, '角色', '安全管理员', /安全管理员/);
    await page.getByRole('dialog').getByLabel('理由').fill('试一试');
    await page.getByRole('dialog').getByRole('button', { name: '提出' }).click();
    await page.getByText('三者互斥').waitFor();
    expect(await page.getByRole('dialog').getByLabel('理由').inputValue()).toBe('试一试');
  });
});
