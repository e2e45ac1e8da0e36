import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/zhunsheng-server.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-main-'));
const config = join(scratch, 'config.yaml');
let port: number;

beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  ({ port } = probe.address() as AddressInfo);
  probe.close();
  writeFileSync(config, `listen: { port: ${port} }\ndataFolder: data\nlog: { level: warn }\n`);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  text: string;
  readonly ended: Promise<number | null>;
}

function start(...args: string[]): Run {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const run: Run = { child, text: '', ended };
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (run.text += chunk));
  return run;
}

async function until(run: Run, words: string): Promise<void> {
  while (!run.text.includes(words)) {
    const over = await Promise.race([run.ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 50))]);
    if (over === true && !run.text.includes(words)) throw new Error(`it ended without “${words}”: ${run.text}`);
  }
}

describe('zhunsheng-server', () => {
  it('starts empty with a one-time link, keeps a second one out, and stops in order', async () => {
    const first = start('serve', '--config', config);
    await until(first, '/bootstrap#');
    const token = /bootstrap#(\S+)/.exec(first.text)![1];
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(await ready.json()).toEqual({ status: 'ready' });
    const second = start('serve', '--config', config);
    expect(await second.ended).toBe(1);
    expect(second.text).toMatch(/另一个准绳服务（进程 \d+）正在使用数据目录/);
    const person = (userName: string) => ({ userName, displayName: userName });
    const administrators = { system: person('xitong'), security: person('anquan'), audit: person('shenji') };
    const wanted = { token, code: 'shili', name: '示例县人民政府', administrators };
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wanted) };
    const made = await fetch(`http://127.0.0.1:${port}/api/bootstrap`, request);
    expect(((await made.json()) as { slips: unknown[] }).slips).toHaveLength(3);
    expect((await fetch(`http://127.0.0.1:${port}/api/bootstrap`, request)).status).not.toBe(200);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.text).toContain('已停止。');
    expect(first.text).not.toMatch(/xitong|127\.0\.0\.1.*"remote/);
  });

  it('starts again after kill -9 of the supervisor, stopping the database that was left behind', async () => {
    const killed = start('serve', '--config', config);
    await until(killed, '准绳已启动');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = start('serve', '--config', config);
    await until(next, '准绳已启动');
    expect(next.text).not.toContain('/bootstrap#');
    next.child.kill('SIGINT');
    expect(await next.ended).toBe(0);
    const verified = start('verify-audit', '--config', config);
    expect(await verified.ended).toBe(0);
    expect(verified.text).toContain('核验通过');
    const anchored = start('verify-audit', '--config', config, '--anchor', `sha256:${'0'.repeat(64)}`);
    expect(await anchored.ended).toBe(1);
    expect(anchored.text).toContain('整条链被重新生成过');
  });

  it.each([
    [[], '请用 --config 写明配置文件'],
    [['serve', '--config', 'none.yaml'], '没有找到配置文件'],
    [['dance', '--config', 'CONFIG'], '没有“dance”这个命令'],
    [['--nonsense'], '参数不对'],
  ])('says what is wrong with %j', async (args, words) => {
    const run = start(...args.map((arg) => (arg === 'CONFIG' ? config : arg)));
    expect(await run.ended).toBe(1);
    expect(run.text).toContain(words);
  });

  it('says what is wrong with a config, with its line', async () => {
    const bad = join(scratch, 'bad.yaml');
    writeFileSync(bad, 'listen:\n  port: many\nsurprise: 1\ntimeZone: Mars/North\n');
    const run = start('serve', '--config', bad);
    expect(await run.ended).toBe(1);
    expect(run.text).toContain('bad.yaml:2  listen.port：应为数字');
    expect(run.text).toContain('不认识：surprise');
  });
});
