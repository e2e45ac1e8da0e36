import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson, openChromium } from './browser.fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

const PDF = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

describe('the files of a body', () => {
  it('are handed in by its liaison, found by name, and given back under their Chinese names', async () => {
    const { page, complaints } = await demoPerson(browser, 'qingxi');
    await page.getByRole('link', { name: '单位', exact: true }).click();
    await page.getByRole('link', { name: '清溪镇', exact: true }).click();
    await page.getByRole('link', { name: '文件', exact: true }).click();
    const input = page.getByLabel('选择文件');
    await input.setInputFiles({ name: '法治政府建设年度报告（2026）.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('cell', { name: '法治政府建设年度报告（2026）.pdf' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载' }).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe('法治政府建设年度报告（2026）.pdf');

    await input.setInputFiles({
      name: '其实是网页.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('<html><script>'),
    });
    await page.getByText('扩展名、申报的类型和实际内容不一致').waitFor();
    await input.setInputFiles({ name: '网页.html', mimeType: 'text/html', buffer: Buffer.from('<html>') });
    await page.getByText('“网页.html”不是').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it('are not handed in when the sending is stopped, and can be sent again', async () => {
    const { page, context } = await demoPerson(browser, 'qingxi');
    await page.goto('/organizations');
    await page.getByRole('link', { name: '清溪镇', exact: true }).click();
    await page.getByRole('link', { name: '文件', exact: true }).click();
    const line = await context.newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
    await line.send('Network.emulateNetworkConditions', slow);
    const buffer = Buffer.concat([PDF, Buffer.alloc(3_000_000, '% a line\n')]);
    const file = { name: '很大的文件.pdf', mimeType: 'application/pdf', buffer };
    await page.getByLabel('选择文件').setInputFiles(file);
    await page.getByRole('progressbar', { name: '正在上传' }).waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByLabel('选择文件').waitFor({ state: 'attached' });
    await page.getByText('已经取消，文件没有上传').waitFor();
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await page.reload();
    await page.getByRole('cell', { name: '法治政府建设年度报告（2026）.pdf' }).waitFor();
    expect(await page.getByRole('cell', { name: '很大的文件.pdf' }).count()).toBe(0);
    await page.getByLabel('选择文件').setInputFiles(file);
    await page.getByRole('cell', { name: '很大的文件.pdf' }).waitFor();
  });

  it('lose a content that must not exist by two administrators, and keep its entry', async () => {
    const liaison = await demoPerson(browser, 'zhujian');
    await liaison.page.goto('/organizations?search=D10');
    await liaison.page.getByRole('link', { name: '县住房和城乡建设局', exact: true }).click();
    await liaison.page.getByRole('link', { name: '文件', exact: true }).click();
    const content = Buffer.concat([PDF, Buffer.from('% misplaced\n')]);
    await liaison.page
      .getByLabel('选择文件')
      .setInputFiles({ name: '误传.pdf', mimeType: 'application/pdf', buffer: content });
    await liaison.page.getByRole('cell', { name: '误传.pdf' }).waitFor();

    const system = await demoPerson(browser, 'xitong');
    await system.page.goto(liaison.page.url());
    expect(await system.page.getByRole('button', { name: '下载' }).count()).toBe(0);
    await system.page.getByRole('button', { name: '申请销毁误传.pdf' }).click();
    await system.page.getByRole('dialog').getByLabel('理由和依据').fill('误传涉密文件');
    await system.page.getByRole('dialog').getByRole('button', { name: '提出申请' }).click();
    await system.page.getByText('已提出，等另一名管理员确认').waitFor();

    const security = await demoPerson(browser, 'anquan');
    await security.page.getByRole('link', { name: '文件销毁' }).click();
    await security.page.getByRole('button', { name: '确认销毁' }).click();
    await security.page.getByRole('dialog').getByLabel('理由和依据').fill('核实无误');
    await security.page.getByRole('dialog').getByRole('button', { name: '确认销毁' }).click();
    await security.page.getByText('已办理').waitFor();

    await liaison.page.reload();
    await liaison.page.getByText('依规定销毁，只留登记和摘要').waitFor();
    expect(await liaison.page.getByRole('button', { name: '下载' }).count()).toBe(0);
  });
});
