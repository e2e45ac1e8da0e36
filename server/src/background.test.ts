import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackground } from './background.ts';
import { readCounty } from './demo/county.ts';
import { ZIP } from './features/files/sample-files.fixture.ts';
import type { Worker } from './features/jobs/index.ts';
import { type JobView, over, untilJob } from './features/jobs/jobs.fixture.ts';
import { type Browser, openTestServer, type Refused, type TestServer } from './testing/server.fixture.ts';

let server: TestServer;
let office: Browser & { accountId: string };
let worker: Worker | undefined;
beforeAll(async () => {
  server = await openTestServer();
  office = await server.person('officeClerk');
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => server.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Refused).answer.code,
  );

const until = (jobId: string, is: (job: JobView) => boolean, who: Browser = office) => untilJob(who, jobId, is);

const workbook = async (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  Buffer.from(await writeResultsXlsx([{ title: '单位', headings: ['编号', '名称', '上级编号'], rows }]));
const bodies = (count: number, prefix: string) =>
  workbook(Array.from({ length: count }, (_, n) => [`${prefix}${n}`, `第${n}单位`, '']));
const importJob = (file: Buffer, who: Browser = office) =>
  who.api.organizations.startImport({ name: '单位.xlsx', openedOn: '2024-01-01' }, file, XLSX);

describe('jobs of the platform', () => {
  beforeEach(() => {
    worker = startBackground(server.platform, server.app.log);
  });

  it('import bodies from a workbook, with progress, and the audit names who asked for it', async () => {
    const { jobId, state } = await importJob(await bodies(3_000, 'J'));
    expect(state).toBe('queued');
    const job = await until(jobId, over);
    expect(job).toMatchObject({ state: 'done', done: 3_000, total: 3_000, error: null, actions: [] });
    expect(job.result).toEqual({ opened: 3_000, changed: 0, unchanged: 0 });
    expect((await office.api.organizations.list({ search: '第2999单位' })).total).toBe(1);
    const auditor = await server.passer('auditAdministrator');
    const { entries } = await auditor.api.audit.list({ kind: 'organizations.importXlsx' });
    expect(entries).toMatchObject([{ account: office.accountId }]);
  });

  it('fail with everything that is wrong in the file, and write nothing', async () => {
    const { jobId } = await importJob(
      await workbook([
        ['坏 编号', '甲', ''],
        ['K2', '乙', '没有'],
      ]),
    );
    const job = await until(jobId, over);
    expect(job).toMatchObject({ state: 'failed', error: '文件中有错误，没有导入任何单位。', actions: ['retry'] });
    expect(job.diagnostics.map((d) => d.code)).toEqual(['organizations.wrong-cell', 'organizations.no-parent']);
    expect((await office.api.organizations.list({ search: '乙' })).total).toBe(0);
  });

  it('export bodies into a file for whoever asked, as an attachment', async () => {
    const { jobId } = await office.api.organizations.startExport({});
    const job = await until(jobId, over);
    expect(job).toMatchObject({ state: 'done', actions: ['download'] });
    const disposition = await office.api.jobs.download({ jobId });
    expect(disposition).toContain(encodeURIComponent('单位-'));
    expect(office.download.subarray(0, 2).toString()).toBe('PK');
    const other = await server.passer('officeClerk');
    expect(await codeOf(other.api.jobs.download({ jobId }))).toBe('jobs.not-found');
    expect(await codeOf(other.api.jobs.get({ jobId }))).toBe('jobs.not-found');
    expect(await codeOf(other.api.jobs.cancel({ jobId }))).toBe('jobs.not-found');
    expect((await other.api.jobs.list({})).total).toBe(0);
    const files = await office.api.files.list({ organizationId: server.rootId });
    expect(files.entries).toEqual([]);
  });

  it('export only what lies in the reach of whoever asked', async () => {
    const body = { parentId: server.rootId, code: 'REACH', name: '某镇', happenedOn: '2020-01-01', reason: '设立' };
    const { organizationId } = await office.api.organizations.open(body);
    const liaison = await server.passer('liaison', organizationId);
    const { jobId } = await liaison.api.organizations.startExport({});
    expect((await until(jobId, over, liaison)).result).toEqual({ organizations: 1 });
  });

  it('create accounts, whose slips are given once and lie nowhere in the clear', async () => {
    const system = await server.passer('systemAdministrator');
    const rows = [
      ['jobuser1', '张三'],
      ['jobuser2', '李四'],
    ];
    const file = Buffer.from(await writeResultsXlsx([{ title: '账号', headings: ['用户名', '姓名'], rows }]));
    const { jobId } = await system.api.accounts.startImport({ name: '账号.xlsx' }, file, XLSX);
    const job = await until(jobId, over, system);
    expect(job).toMatchObject({ state: 'done', result: { created: 2 } });
    const { slips } = await system.api.accounts.takeSlips({ jobId });
    expect(slips.map((slip) => slip.displayName)).toEqual(['张三', '李四']);
    await server.signIn(slips[0]!);
    expect(await codeOf(system.api.accounts.takeSlips({ jobId }))).toBe('jobs.no-result');
    const stored = await sql<{
      row: string;
    }>`select row_to_json(t)::text as row from jobs t where id = ${jobId}`.execute(server.database.owner);
    expect(stored.rows[0]!.row).not.toContain(slips[0]!.password);
  });

  it('import a whole assessment, or say what is wrong with its bundle', async () => {
    const { folder, bundle } = readCounty();
    const send = (bytes: Buffer) =>
      office.api.assessments.startImport({ name: '结果包.zip', openMissing: true }, bytes, 'application/zip');
    const job = await until((await send(bundle)).jobId, over);
    expect(job).toMatchObject({ state: 'done', error: null });
    const { assessmentId } = job.result as { assessmentId: string };
    expect(await office.api.assessments.get({ assessmentId })).toMatchObject({
      subjects: 50,
      facts: folder.facts.length,
    });

    const failed = await until((await send(ZIP)).jobId, over);
    expect(failed).toMatchObject({ state: 'failed', error: '结果包不能导入，没有写入任何内容。' });
    expect(failed.diagnostics.length).toBeGreaterThan(0);
    expect(await codeOf(send(Buffer.from('no archive')))).toBe('files.type-differs');
  });
});
