import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Run, run, signIn, stopAll, until, type Visitor, visit } from '../../testing/process.fixture.ts';

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-jobs-'));
const config = join(scratch, 'config.yaml');
const COUNT = 6_000;
const JOBS = ['A', 'B', 'C'];
const PASSWORD = 'Gong-Zheng.7391';

let server: Run;
let visitor: Visitor;
beforeAll(async () => {
  const port = await freePort();
  writeFileSync(config, `listen: { port: ${port} }\ndataFolder: data\nlog: { level: warn }\n`);
  visitor = visit(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  await stopAll();
  rmSync(scratch, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = run(['serve', '--config', config]);
  await server.address;
}

async function kill(): Promise<void> {
  server.child.kill('SIGKILL');
  await server.ended;
}

async function becomeAdministrators(): Promise<void> {
  await until(server, '/bootstrap#');
  const token = /bootstrap#(\S+)/.exec(server.text())![1]!;
  const person = (userName: string) => ({ userName, displayName: userName });
  const administrators = { system: person('xitong'), security: person('anquan'), audit: person('shenji') };
  const { slips } = await visitor.api.bootstrap.use({ token, code: 'shili', name: '示例县人民政府', administrators });
  for (const { userName, password } of slips) {
    await signIn(visitor, userName, password);
    await visitor.api.accounts.changePassword({ current: password, next: PASSWORD });
  }
}

const workbook = async (prefix: string): Promise<Buffer> => {
  const rows = Array.from({ length: COUNT }, (_, n) => [`${prefix}${n}`, `${prefix}${n}单位`]);
  return Buffer.from(await writeResultsXlsx([{ title: '单位', headings: ['编号', '名称'], rows }]));
};

const states = async () => (await visitor.api.jobs.list({})).entries.map((job) => job.state);

describe('kill -9 of the whole server while jobs are at work', () => {
  it('loses no job, and does the work of each of them exactly once', { timeout: 240_000 }, async () => {
    await start();
    await becomeAdministrators();
    await signIn(visitor, 'xitong', PASSWORD);
    for (const prefix of JOBS) {
      await visitor.api.organizations.startImport(
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
      await signIn(visitor, 'xitong', PASSWORD);
    }
    for (let tries = 0; tries < 600 && (await states()).some((state) => state !== 'done'); tries++) await sleep(100);
    expect(await states()).toEqual(['done', 'done', 'done']);
    expect(interrupted).toBeGreaterThan(0);
    expect((await visitor.api.organizations.list({})).total).toBe(JOBS.length * COUNT + 1);
    await signIn(visitor, 'shenji', PASSWORD);
    expect((await visitor.api.audit.list({ kind: 'organizations.importXlsx' })).total).toBe(JOBS.length);
    expect((await visitor.api.audit.list({ kind: 'organizations.startImport' })).total).toBe(JOBS.length);
    for (let tries = 0; tries < 100; tries++) {
      if (!(await visitor.api.audit.list({ pageSize: 1 })).entries.some((entry) => entry.sequence === null)) break;
      await sleep(100);
    }
    expect(await visitor.api.audit.verify({})).toMatchObject({ sound: true });
  });
});
