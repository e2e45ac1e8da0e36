import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSignIn, openChromium, visit } from './browser.fixture.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-first-'));
let browser: Browser;
let server: ServerProcess;
beforeAll(async () => {
  browser = await openChromium();
  const config = join(folder, 'config.yaml');
  writeFileSync(config, 'dataFolder: data\nlisten: { host: 127.0.0.1, port: 0 }\nlog: { level: error }\n');
  server = await startServer('serve', '--config', config);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const linkPrinted = (): Promise<string> => server.printed(/(http:\S+\/bootstrap#\S+)/);

describe('the first start of a server of one’s own', () => {
  it('says on the sign-in that it is empty, and takes no incomplete link', async () => {
    const { page } = await visit(browser, server.address);
    await page.goto('/');
    await page.getByText('系统还没有初始化').waitFor();
    await page.goto('/bootstrap');
    await page.getByText('这个网址不完整').waitFor();
  });

  it('goes from the printed link over three slips to an administrator with a password of his own', async () => {
    const { page, complaints } = await visit(browser, server.address);
    await page.goto(await linkPrinted());
    await page.getByLabel('考核机关名称').fill('青石县人民政府');
    await page.getByLabel('考核机关代号').fill('qingshi');
    const names = ['陆明', '方正', '安静'];
    const userNames = ['luming', 'fangzheng', 'anjing'];
    for (const [at, title] of ['系统管理员', '安全管理员', '审计管理员'].entries()) {
      const box = page.getByRole('group', { name: title });
      await box.getByLabel('姓名').fill(names[at]!);
      await box.getByLabel('用户名').fill(userNames[at]!);
    }
    await page.getByRole('button', { name: '初始化' }).click();
    await page.getByRole('heading', { name: '初始化完成' }).waitFor();
    const slip = page.getByRole('listitem').filter({ hasText: '陆明' });
    const password = await slip.locator('code').last().innerText();
    expect(password.length).toBeGreaterThan(10);

    await page.getByRole('link', { name: '去登录' }).click();
    await fillSignIn(page, 'luming', password);
    await page.getByText('请先设置自己的密码').waitFor();
    await page.getByLabel('凭条上的密码').fill(password);
    await page.getByLabel('新密码', { exact: true }).fill('abc');
    await page.getByLabel('再输入一遍新密码').fill('abc');
    await page.getByRole('button', { name: '更换密码' }).click();
    await page.getByText('新密码至少10位').waitFor();
    await page.getByLabel('新密码', { exact: true }).fill('Luming-1234567');
    await page.getByLabel('再输入一遍新密码').fill('Luming-1234567');
    await page.getByRole('button', { name: '更换密码' }).click();
    await page.getByText('不能包含用户名').waitFor();
    await page.getByLabel('新密码', { exact: true }).fill('Qing-Shi.7391');
    await page.getByLabel('再输入一遍新密码').fill('Qing-Shi.7391');
    await page.getByRole('button', { name: '更换密码' }).click();
    await page.getByRole('heading', { name: '陆明，您好' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('refuses the link a second time', async () => {
    const { page } = await visit(browser, server.address);
    await page.goto(await linkPrinted());
    await page.getByLabel('考核机关名称').fill('另一县人民政府');
    await page.getByLabel('考核机关代号').fill('lingyi');
    for (const [at, title] of ['系统管理员', '安全管理员', '审计管理员'].entries()) {
      const box = page.getByRole('group', { name: title });
      await box.getByLabel('姓名').fill('某人');
      await box.getByLabel('用户名').fill(`mouren${at}`);
    }
    await page.getByRole('button', { name: '初始化' }).click();
    await page.getByText('初始化链接无效、已经用过或者已经过期').waitFor();
    expect(await page.getByLabel('考核机关名称').inputValue()).toBe('另一县人民政府');
  });
});
