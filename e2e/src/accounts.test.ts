import exceljs from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPerson, fillSignIn, openChromium, visit } from './browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('账号');
  sheet.addRow(['用户名', '姓名', '单位编号', '统一认证标识']);
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('accounts', () => {
  it('are made by the dozen from Excel, with slips that are shown once and let each in once', async () => {
    const { page, complaints } = await demoPerson(browser, 'xitong');
    await page.getByRole('link', { name: '账号', exact: true }).click();
    await page.getByRole('button', { name: '从 Excel 批量创建' }).click();
    const dialog = page.getByRole('dialog');
    const file = async (rows: readonly (readonly string[])[]) => ({
      name: '账号.xlsx',
      mimeType: XLSX,
      buffer: await workbook(rows),
    });
    const input = dialog.getByLabel('选择 Excel 文件');
    await input.setInputFiles(
      await file([
        ['kaohe', '重名', 'T01'],
        ['坏名字', '某人', 'T01'],
        ['hao', '某人', 'NOPE'],
      ]),
    );
    await dialog.getByText(/有\d+处错误/).waitFor();
    const problems = await dialog.getByRole('list', { name: '检查结果' }).innerText();
    for (const words of ['已经有人使用', 'A3', '没有编号为“NOPE”的单位']) expect(problems).toContain(words);
    await input.setInputFiles(
      await file([
        ['liuhe', '柳禾', 'T15'],
        ['meilin', '梅林', 'T13'],
      ]),
    );
    await dialog.getByText('将创建2个账号').waitFor();
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('heading', { name: '首次登录凭条（2张）' }).waitFor();
    const slip = page.getByRole('listitem').filter({ hasText: 'liuhe' });
    const password = await slip.getByRole('definition').nth(2).innerText();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('main').innerText()).not.toContain('已经收好，返回');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: '已经收好，返回' }).click();
    await page.getByRole('cell', { name: 'liuhe' }).waitFor();
    expect(await page.getByText(password).count()).toBe(0);
    expect(complaints).toEqual([]);

    const first = await visit(browser, inject('demo'));
    await first.page.goto('/login');
    await fillSignIn(first.page, 'liuhe', password);
    await first.page.getByText('请先设置自己的密码').waitFor();
  });

  it('are stopped at once: who is disabled is out with his next step', async () => {
    const person = await demoPerson(browser, 'zuzhang');
    const { page } = await demoPerson(browser, 'xitong');
    await page.goto('/accounts?search=zuzhang');
    await page.getByRole('button', { name: /^修改/ }).click();
    await page.getByRole('dialog').getByLabel('停用这个账号').check();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '已停用' }).waitFor();
    await person.page.getByRole('link', { name: '单位', exact: true }).click();
    await person.page.getByRole('dialog').getByText('登录已过期').waitFor();
    await page.getByRole('button', { name: /^修改/ }).click();
    await page.getByRole('dialog').getByLabel('停用这个账号').uncheck();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await expect.poll(() => page.getByRole('cell', { name: '已停用' }).count()).toBe(0);
  });
});
