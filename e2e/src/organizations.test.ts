import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson, openChromium } from './browser.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-import-'));
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function workbook(name: string, rows: readonly (readonly string[])[]): Promise<string> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('单位');
  sheet.addRow(['编号', '名称', '上级编号', '简称', '类型', '分组', '等级', '统一社会信用代码', '行政区划代码']);
  for (const row of rows) sheet.addRow([...row]);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

describe('bringing bodies in from Excel', () => {
  it('names every error with its cell and writes nothing, then takes the mended file', async () => {
    const bad = await workbook('有错.xlsx', [
      ['Y01', '云岭乡', 'T03', '', '乡', '乡镇（街道）', '一般乡镇'],
      ['Y01', '云溪乡', 'T03'],
      ['Y 03', '', 'T03'],
      ['Y04', '云峰乡', 'NOPE'],
    ]);
    const good = await workbook('改好.xlsx', [
      ['Y01', '云岭乡', 'T03', '', '乡', '乡镇（街道）', '一般乡镇'],
      ['Y02', '云溪乡', 'T03'],
    ]);
    const { page, complaints } = await demoPerson(browser, 'kaohe');
    await page.getByRole('link', { name: '单位', exact: true }).click();
    await page.getByRole('button', { name: '从 Excel 导入' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('选择 Excel 文件').setInputFiles(bad);
    await dialog.getByText(/有\d+处错误，没有写入任何内容/).waitFor();
    const problems = await dialog.getByRole('list', { name: '检查结果' }).innerText();
    for (const cell of ['A3', 'A4', 'B4', 'C5']) expect(problems).toContain(cell);
    expect(await dialog.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true);

    await dialog.getByLabel('选择 Excel 文件').setInputFiles(good);
    await dialog.getByText('新设2个，修改0个，0个不变。').waitFor();
    await dialog.getByRole('button', { name: '导入', exact: true }).click();
    await dialog.getByText('已经导入').waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await page.getByLabel('查找单位').fill('ylx');
    await page.getByLabel('查找单位').press('Enter');
    await page.getByRole('link', { name: '云岭乡' }).click();
    await page.getByRole('heading', { name: '云岭乡' }).waitFor();
    await page.getByText('一般乡镇').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('refuses what is no workbook before anything is sent', async () => {
    const { page } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations');
    await page.getByRole('button', { name: '从 Excel 导入' }).click();
    const dialog = page.getByRole('dialog');
    const input = dialog.getByLabel('选择 Excel 文件');
    await input.setInputFiles({ name: '名单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await dialog.getByText('“名单.pdf”不是 .xlsx 文件。').waitFor();
    await input.setInputFiles({ name: '空.xlsx', mimeType: 'application/zip', buffer: Buffer.alloc(0) });
    await dialog.getByText('“空.xlsx”是空文件。').waitFor();
    await input.setInputFiles({ name: '假.xlsx', mimeType: 'application/zip', buffer: Buffer.from('not a workbook') });
    await dialog.getByText(/有\d+处错误/).waitFor();
  });
});

describe('changing a body', () => {
  it('renames it with a reason, and its history says so', async () => {
    const { page } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations?search=T03-01');
    await page.getByRole('link', { name: '清溪镇综合行政执法队' }).click();
    await page.getByRole('button', { name: '更名' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('新名称').fill('清溪镇综合行政执法中队');
    await dialog.getByRole('button', { name: '更名' }).click();
    await dialog.getByText('请写明理由和依据').waitFor();
    await dialog.getByLabel('理由和依据').fill('县编委〔2026〕12号');
    await dialog.getByRole('button', { name: '更名' }).click();
    await page.getByRole('heading', { name: '清溪镇综合行政执法中队' }).waitFor();
    const history = page.getByRole('table', { name: '沿革' });
    expect(await history.innerText()).toContain('县编委〔2026〕12号');
  });

  it('keeps what was typed when somebody else was quicker, and takes it after a second look', async () => {
    const { page, context } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations?search=D06-01');
    await page.getByRole('link', { name: '清溪司法所' }).click();
    await page.getByRole('button', { name: '修改信息' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('简称').fill('第一个窗口');

    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: '修改信息' }).click();
    await other.getByRole('dialog').getByLabel('简称').fill('第二个窗口');
    await other.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await other.getByText('第二个窗口').waitFor();

    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('刚刚被他人修改过').waitFor();
    expect(await dialog.getByLabel('简称').inputValue()).toBe('第一个窗口');
  });

  it('asks before it throws away what was typed', async () => {
    const { page } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations');
    await page.getByRole('button', { name: '新设单位' }).click();
    await page.getByRole('dialog').getByLabel('名称').fill('还没有填完');
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '继续填写' }).click();
    expect(await page.getByRole('dialog').getByLabel('名称').inputValue()).toBe('还没有填完');
  });

  it('loses nothing when the session ends in the middle: sign in over the form, and it is saved', async () => {
    const { page, context } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations?search=T16');
    await page.getByRole('link', { name: '南坪乡' }).click();
    await page.getByRole('button', { name: '修改信息' }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: '修改信息' });
    await dialog.getByLabel('简称').fill('南坪');
    await context.clearCookies();
    await dialog.getByRole('button', { name: '保存' }).click();
    const again = page.getByRole('dialog').filter({ hasText: '请重新登录' });
    await again.getByText('页面上填写的内容都还在').waitFor();
    await again.getByLabel('密码', { exact: true }).fill('Yanshi.2024');
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page
      .getByRole('definition')
      .filter({ hasText: /^南坪$/ })
      .waitFor();
  });

  it('takes markup and emoji as words and refuses marks that turn the line round', async () => {
    const { page, complaints } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations');
    await page.getByRole('button', { name: '新设单位' }).click();
    const dialog = page.getByRole('dialog');
    const hostile = '<img src=x onerror=alert(1)>=1+1 乡😀';
    await dialog.getByLabel('名称', { exact: true }).fill('反\u202e转乡');
    await dialog.getByLabel('编号', { exact: true }).fill('X-01');
    await dialog.getByLabel('理由和依据').fill('试验');
    await dialog.getByRole('button', { name: '新设', exact: true }).click();
    await dialog.getByText('不能含有控制字符或者改变文字方向的符号').waitFor();
    await dialog.getByLabel('名称', { exact: true }).fill(hostile);
    await dialog.getByRole('button', { name: '新设', exact: true }).click();
    await page.getByText('单位已设立').waitFor();
    await page.goto('/organizations?search=X-01');
    await page.getByRole('link', { name: hostile }).click();
    await page.getByRole('heading', { name: hostile }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the tree of bodies', () => {
  it('opens level by level from the county down, by keyboard too, and leads to a body', async () => {
    const { page } = await demoPerson(browser, 'kaohe');
    await page.goto('/organizations');
    await page.getByRole('link', { name: '按层级查看' }).click();
    const county = page.getByRole('button', { name: /^示例县人民政府的\d+个下级单位$/ });
    await county.waitFor();
    expect(await county.getAttribute('aria-expanded')).toBe('true');
    const towns = page.getByRole('button', { name: /^乡镇（街道）的\d+个下级单位$/ });
    await towns.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '石桥镇', exact: true }).waitFor();
    await county.focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('link', { name: '石桥镇', exact: true }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await towns.click();
    await page.getByRole('link', { name: '石桥镇', exact: true }).click();
    await page.getByRole('heading', { name: '石桥镇' }).waitFor();
  });

  it('begins for a liaison with his own body', async () => {
    const { page } = await demoPerson(browser, 'zhujian');
    await page.goto('/organizations/tree');
    await page.getByRole('link', { name: '县住房和城乡建设局', exact: true }).waitFor();
    expect(await page.locator('main').getByRole('listitem').count()).toBe(1);
  });
});
