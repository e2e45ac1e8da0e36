import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '../../database/in-tenant.ts';
import { AppError } from '../../http/app-error.ts';
import { type Browser, openTestServer, type Refused, type TestServer } from '../../testing/server.fixture.ts';
import { type JobKinds, startWorker, type Worker } from './index.ts';
import { type JobView, over, untilJob } from './jobs.fixture.ts';
import { startJob } from './jobs.service.ts';

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

describe('a job', () => {
  let gate: { open(): void; readonly passed: Promise<void> };
  let begun = 0;
  beforeEach(() => {
    begun = 0;
    let open = () => {};
    const passed = new Promise<void>((resolve) => {
      open = resolve;
    });
    gate = { open, passed };
  });

  /** Writes, tells how far it is, and waits at the gate. */
  const slow: JobKinds = {
    async 'tests.slow'({ db, progress, recorder }) {
      begun += 1;
      await db
        .updateTable('organizations')
        .set({ shortName: `第${begun}次` })
        .where('id', '=', server.rootId)
        .execute();
      for (let n = 1; ; n++) {
        await progress(n, 100);
        const over = await Promise.race([gate.passed.then(() => true), sleep(20).then(() => false)]);
        if (over) return { result: { by: recorder.name } };
      }
    },
    async 'tests.failing'() {
      begun += 1;
      if (begun === 1) throw new AppError('organizations.bad-workbook', { diagnostics: [] });
      return { result: {} };
    },
    async 'tests.bug'() {
      throw new Error('secret words');
    },
  };
  const errors: unknown[] = [];
  const work = (kinds: JobKinds = slow): void => {
    const authorities = async () => [server.authorityId];
    worker = startWorker({ platform: server.platform, kinds, authorities, onError: (error) => errors.push(error) });
  };

  const ask = async (kind: string): Promise<string> => {
    const recorder = { accountId: office.accountId, name: '某人', address: '127.0.0.1' };
    const root = await server.database.run(server.authorityId, (db) =>
      db.selectFrom('organizations').select('path').where('id', '=', server.rootId).executeTakeFirstOrThrow(),
    );
    const reach = { paths: [root.path] };
    const job = await inTenant(server.database.app, server.authorityId, (db) => {
      const actor = { accountId: office.accountId };
      const context = { db, actor, recorder, reach, platform: server.platform };
      const wanted = {
        kind,
        title: '试验',
        permission: 'organizations.manage',
        input: {},
        audit: 'tests.ask',
      } as const;
      return startJob(context as never, wanted);
    });
    return job.jobId;
  };
  const shortName = async () =>
    (await office.api.organizations.get({ organizationId: server.rootId })).shortName ?? undefined;

  it('is asked for together with everything else in its transaction, or not at all', async () => {
    const due = async () =>
      (
        await sql<{ count: number }>`select count(*) as count from graphile_worker._private_jobs`.execute(
          server.database.owner,
        )
      ).rows[0]!.count;
    const before = await due();
    const broken = inTenant(server.database.app, server.authorityId, async (db) => {
      const row = { id: server.rootId, kind: 'tests.slow', title: 'x', input: '{}', inputFileId: null };
      const asked = {
        permission: 'files.read',
        reach: [] as string[],
        requestedBy: office.accountId,
        requestedByName: 'x',
      } as const;
      const { insertJob, enqueue } = await import('./jobs.store.ts');
      await insertJob(db, { ...row, ...asked, requestedFrom: null, requestedAt: new Date() });
      await enqueue(db, server.rootId);
      throw new Error('something else went wrong');
    });
    await expect(broken).rejects.toThrow('something else');
    expect(await due()).toBe(before);
    const foreign = inTenant(server.database.app, server.authorityId, (db) =>
      sql`select enqueue_job(${office.accountId}::uuid)`.execute(db),
    );
    await expect(foreign).rejects.toThrow('no such job');
    const peek = inTenant(server.database.app, server.authorityId, (db) =>
      sql`select * from graphile_worker.jobs`.execute(db),
    );
    await expect(peek).rejects.toThrow(/permission denied/);
  });

  it('shows how far it is while it runs, and its work only when it is done', async () => {
    work();
    const jobId = await ask('tests.slow');
    const running = await until(jobId, (job) => job.done > 1);
    expect(running).toMatchObject({ state: 'running', total: 100, actions: ['cancel'] });
    expect(await shortName()).toBeUndefined();
    gate.open();
    expect(await until(jobId, over)).toMatchObject({ state: 'done', done: 100, result: { by: '某人' } });
    expect(await shortName()).toBe('第1次');
  });

  it('ends soon when it is cancelled, keeps nothing of its work, and can be tried again', async () => {
    work();
    const jobId = await ask('tests.slow');
    await until(jobId, (job) => job.state === 'running');
    const asked = await office.api.jobs.cancel({ jobId });
    expect(asked).toMatchObject({ cancelAsked: true, actions: [] });
    const started = performance.now();
    expect((await until(jobId, over)).state).toBe('cancelled');
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await shortName()).toBe('第1次');
    expect(await codeOf(office.api.jobs.cancel({ jobId }))).toBe('jobs.over');
    await office.api.jobs.retry({ jobId });
    gate.open();
    expect((await until(jobId, over)).state).toBe('done');
    expect(await shortName()).toBe('第2次');
  });

  it('that waits is cancelled at once', async () => {
    const jobId = await ask('tests.slow');
    expect((await office.api.jobs.cancel({ jobId })).state).toBe('cancelled');
    work();
    await sleep(300);
    expect(begun).toBe(0);
  });

  it('that failed is tried again by its owner, as long as he still may', async () => {
    work();
    const jobId = await ask('tests.failing');
    expect((await until(jobId, over)).state).toBe('failed');
    await office.api.jobs.retry({ jobId });
    expect((await until(jobId, over)).state).toBe('done');
    expect(await codeOf(office.api.jobs.retry({ jobId }))).toBe('jobs.not-failed');
    const again = await ask('tests.bug');
    await until(again, over);
    const grants = sql`update grants set state = 'revoked' where account_id = ${office.accountId}`;
    await grants.execute(server.database.owner);
    expect(await codeOf(office.api.jobs.retry({ jobId: again }))).toBe('permission.denied');
    await sql`update grants set state = 'approved' where account_id = ${office.accountId}`.execute(
      server.database.owner,
    );
  });

  it('that meets a bug tells its owner nothing of it, and the operator', async () => {
    work();
    const job = await until(await ask('tests.bug'), over);
    expect(job.error).toContain('系统内部错误');
    expect(JSON.stringify(job)).not.toContain('secret');
    expect(errors.map((error) => (error as Error).message)).toContain('secret words');
  });

  it('is interrupted when the server stops, and goes on with the next one', async () => {
    work();
    const jobId = await ask('tests.slow');
    await until(jobId, (job) => job.state === 'running');
    await worker!.stop();
    expect(await office.api.jobs.get({ jobId })).toMatchObject({ state: 'queued' });
    gate.open();
    work();
    expect((await until(jobId, over)).state).toBe('done');
    expect(begun).toBe(2);
  });

  it('that breaks the process each time is given up after the third', async () => {
    const jobId = await ask('tests.slow');
    await sql`update jobs set state = 'running', attempts = 3 where id = ${jobId}`.execute(server.database.owner);
    work();
    const job = await until(jobId, over);
    expect(job).toMatchObject({ state: 'failed', actions: ['retry'] });
    expect(job.error).toContain('多次中断');
    expect(begun).toBe(0);
  });
});
