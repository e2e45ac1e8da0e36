import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium, signIn, visit } from './browser.fixture.ts';
import { type ServerProcess, startProgram } from './server-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-bundle-'));
/** Whoever asks the network for anything gets an error at once. */
const CUT_OFF = { npm_config_offline: 'true', npm_config_registry: 'http://127.0.0.1:9/', NODE_PATH: '' };

let browser: Browser;
let server: ServerProcess | undefined;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the archive for machines without a network', () => {
  it('is unpacked anywhere and serves the demonstration with nothing installed or built', async () => {
    execFileSync(process.execPath, ['scripts/bundle.mjs'], { cwd: root, stdio: 'ignore' });
    const [archive] = readdirSync(join(root, 'out')).filter((name) => /^zhunsheng-.*\.tar\.gz$/.test(name));
    execFileSync('tar', ['-xzf', join(root, 'out', archive!), '-C', folder]);
    const [unpacked] = readdirSync(folder);
    const start = join(folder, unpacked!, 'scripts/start.mjs');
    server = await startProgram(start, ['--folder', join(folder, 'data'), '--port', '0'], CUT_OFF);
    expect(server.text()).not.toMatch(/正在安装|正在构建/);
    const { page, complaints } = await visit(browser, server.address);
    await signIn(page, 'kaohe', 'Yanshi.2024');
    await page.getByRole('link', { name: '得分与排名' }).click();
    await page.getByRole('link', { name: '清溪镇' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
