import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPerson, fillSignIn, openChromium, visit } from './browser.fixture.ts';
import { oneTimeCode } from './one-time-code.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

const PASSWORD = 'Yanshi.2024';
const STEP = 30_000;

/** A code counts once, so that the next one has to be waited for or taken from the step after this one. */
async function enterCode(page: Page, secret: string, stepsAhead: number): Promise<void> {
  await page.getByLabel('验证码').fill(oneTimeCode(secret, Date.now() + stepsAhead * STEP));
}

describe('signing in', () => {
  it('says the same for a wrong password and for a name that nobody has', async () => {
    const { page } = await visit(browser, inject('demo'));
    for (const [name, password] of [
      ['shenji', 'wrong password'],
      ['nobody', PASSWORD],
    ] as const) {
      await page.goto('/login');
      await fillSignIn(page, name, password);
      await page.getByText('用户名或者密码不正确，或者尝试次数过多').waitFor();
      expect(await page.getByLabel('用户名', { exact: true }).inputValue()).toBe(name);
    }
  });

  it('takes a second factor: set up on the own page, asked for at the next sign-in, or a recovery code instead', async () => {
    const { page, complaints } = await demoPerson(browser, 'anquan');
    await page.getByRole('link', { name: '我的账号' }).click();
    await page.getByRole('button', { name: '启用第二步验证' }).click();
    await page.getByRole('img', { name: '身份验证器的二维码' }).waitFor();
    const secret = (await page.getByText(/^([A-Z2-7]{4} ?)+$/).innerText()).replaceAll(' ', '');
    await enterCode(page, secret, 0);
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.getByText('请抄下恢复码，只显示这一次').waitFor();
    const recovery = await page
      .getByRole('note')
      .filter({ hasText: '恢复码' })
      .getByRole('listitem')
      .first()
      .innerText();
    await page.getByRole('button', { name: '已经抄好' }).click();
    await page.getByText('已启用。登录时除了密码').waitFor();

    await page.getByRole('button', { name: '退出' }).click();
    await fillSignIn(page, 'anquan', PASSWORD);
    await page.getByLabel('验证码').fill('000000');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByText('验证码不正确或者已经用过').waitFor();
    await enterCode(page, secret, 1);
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('heading', { name: /您好/ }).waitFor();

    await page.getByRole('button', { name: '退出' }).click();
    await fillSignIn(page, 'anquan', PASSWORD);
    await page.getByLabel('验证码').fill(recovery);
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('heading', { name: /您好/ }).waitFor();

    await page.getByRole('link', { name: '我的账号' }).click();
    await page.getByRole('button', { name: '关闭第二步验证' }).click();
    await page.getByRole('dialog').getByLabel('密码').fill(PASSWORD);
    await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click();
    await page.getByText('未启用。启用后').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows where one is signed in and ends another session', async () => {
    const first = await demoPerson(browser, 'sifa');
    const second = await demoPerson(browser, 'sifa');
    await second.page.goto('/sessions');
    await second.page.getByText('（本次）').waitFor();
    await second.page
      .getByRole('button', { name: /注销.*使用的会话/ })
      .first()
      .click();
    await expect.poll(() => second.page.getByRole('button', { name: /注销.*使用的会话/ }).count()).toBe(0);
    await first.page.reload();
    await first.page.getByRole('button', { name: '登录', exact: true }).waitFor();
  });
});
