import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '@zhunsheng/contract/client';
import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../../bin/zhunsheng-server.mjs', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-jobs-'));
const config = join(scratch, 'config.yaml');
const COUNT = 6_000;
const JOBS = ['A', 'B', 'C'];
const PASSWORD = 'Gong-Zheng.7391';

let address: string;
let text = '';
let child: ChildProcess;

beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  address = `http://127.0.0.1:${port}`;
  writeFileSync(config, `listen: { port: ${port} }\ndataFolder: data\nlog: { level: warn }\n`);
});
afterAll(async () => {
  child?.kill('SIGTERM');
  if (child?.exitCode === null) await once(child, 'exit');
  rmSync(scratch, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env;
  text = '';
  child = spawn(process.execPath, [bin, 'serve', '--config', config], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (text += chunk));
  while (!text.includes('准绳已启动')) {
    if (child.exitCode !== null) throw new Error(`it did not start: ${text}`);
    await sleep(30);
  }
}

async function kill(): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const session = { cookie: '', csrf: '' };
const api: Client = createClient(async ({ method, url, body, contentType }) => {
  const headers = {
    ...(session.cookie && { cookie: session.cookie }),
    ...(session.csrf && { 'x-csrf-token': session.csrf }),
    ...(contentType && { 'content-type': contentType }),
  };
  const answer = await fetch(address + url, { method, headers, ...(body !== undefined && { body: body as string }) });
  const set = answer.headers.get('set-cookie');
  if (set) session.cookie = set.split(';')[0]!;
  const said = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(said));
  return said;
});

async function signIn(userName: string, password: string): Promise<void> {
  Object.assign(session, { cookie: '', csrf: '' });
  session.csrf = (await api.sessions.signIn({ userName, password })).csrfToken;
}

async function becomeAdministrators(): Promise<void> {
  while (!/bootstrap#\S+\n/.test(text)) await sleep(20);
  const token = /bootstrap#(\S+)/.exec(text)![1]!;
  const person = (userName: string) => ({ userName, displayName: userName });
  const administrators = { system: person('xitong'), security: person('anquan'), audit: person('shenji') };
  const { slips } = await api.bootstrap.use({ token, code: 'shili', name: '示例县人民政府', administrators });
  for (const { userName, password } of slips) {
    await signIn(userName, password);
    await api.accounts.changePassword({ current: password, next: PASSWORD });
  }
}

const workbook = async (prefix: string): Promise<Buffer> => {
  const rows = Array.from({ length: COUNT }, (_, n) => [`${prefix}${n}`, `${prefix}${n}单位`]);
  return Buffer.from(await writeResultsXlsx([{ title: '单位', headings: ['编号', '名称'], rows }]));
};

const states = async () => (await api.jobs.list({})).entries.map((job) => job.state);

describe('kill -9 of the whole server while jobs are at work', () => {
  it('loses no job, and does the work of each of them exactly once', { timeout: 240_000 }, async () => {
    await start();
    await becomeAdministrators();
    await signIn('xitong', PASSWORD);
    for (const prefix of JOBS) {
      await api.organizations.startImport(
        { name: `${prefix}.xlsx`, openedOn: '2024-01-01' },
        await workbook(prefix),
        XLSX,
      );
    }
    let interrupted = 0;
    for (let round = 0; round < 2; round++) {
      while ((await states()).every((state) => state === 'queued')) await sleep(10);
      await sleep(150 + 400 * round);
      if ((await states()).includes('running')) interrupted += 1;
      await kill();
      await start();
      await signIn('xitong', PASSWORD);
    }
    for (let tries = 0; tries < 600 && (await states()).some((state) => state !== 'done'); tries++) await sleep(100);
    expect(await states()).toEqual(['done', 'done', 'done']);
    expect(interrupted).toBeGreaterThan(0);
    expect((await api.organizations.list({})).total).toBe(JOBS.length * COUNT + 1);
    await signIn('shenji', PASSWORD);
    expect((await api.audit.list({ kind: 'organizations.importXlsx' })).total).toBe(JOBS.length);
    expect((await api.audit.list({ kind: 'organizations.startImport' })).total).toBe(JOBS.length);
    for (let tries = 0; tries < 100; tries++) {
      if (!(await api.audit.list({ pageSize: 1 })).entries.some((entry) => entry.sequence === null)) break;
      await sleep(100);
    }
    expect(await api.audit.verify({})).toMatchObject({ sound: true });
  });
});
