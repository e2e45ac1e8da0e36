import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createDatabase } from './database/create-database.ts';
import { createCluster, OWNER } from './database/embedded/create-cluster.ts';
import { type Places, PORT, startServer, stopServer } from './database/embedded/postmaster.ts';
import { chooseRunAs } from './database/embedded/run-as.ts';
import { freePort, type Run, run, settle, stopAll, type Visitor } from './testing/process.fixture.ts';

const DEBIAN = '/usr/lib/postgresql/15/bin';
const GONE_MS = 10_000;
const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-out-'));

afterEach(stopAll);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function start(name: string, dataFolder = join(scratch, name), environment = {}): Promise<Run> {
  const config = join(scratch, `${name}.yaml`);
  const port = await freePort();
  writeFileSync(config, JSON.stringify({ listen: { port }, dataFolder, log: { level: 'error' } }));
  const begun = run(['serve', '--config', config], environment);
  await begun.address;
  return begun;
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

const ready = async (address: string): Promise<number> => (await fetch(`${address}/health/ready`)).status;

/** Asks again until it is answered; gives how long that took. */
async function recovered(visitor: Visitor, within: number): Promise<number> {
  const began = performance.now();
  while ((await codeOf(visitor.api.sessions.current({}))) !== 'done') {
    if (performance.now() - began > within) throw new Error(`not back within ${within} ms`);
    await sleep(100);
  }
  return performance.now() - began;
}

/** What a signed-in person is told while the database is away. */
async function toldMeanwhile(visitor: Visitor, ms: number): Promise<Set<string>> {
  const told = new Set<string>();
  for (const end = performance.now() + ms; performance.now() < end; await sleep(200)) {
    told.add(await codeOf(visitor.api.sessions.current({})));
  }
  return told;
}

const postmasterOf = (dataFolder: string): number =>
  Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** A server of PostgreSQL with all its processes. */
function processesOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return new RegExp(`^PPid:\\t${pid}$`, 'm').test(readFileSync(`/proc/${name}/status`, 'utf8'));
      } catch {
        return false;
      }
    });
  return [pid, ...children.map(Number)];
}

describe('the embedded database', () => {
  it('comes back by itself after it was killed again and again for ten seconds, and says so meanwhile', async () => {
    const begun = await start('killed');
    const visitor = await settle(begun);
    const killing = (async () => {
      for (const end = performance.now() + GONE_MS; performance.now() < end; await sleep(50)) {
        try {
          const pid = postmasterOf(join(scratch, 'killed'));
          if (pid > 1) process.kill(pid, 'SIGKILL');
        } catch {
          // It is just about to start again.
        }
      }
    })();
    const told = await toldMeanwhile(visitor, GONE_MS);
    await killing;
    expect(begun.child.exitCode, begun.text()).toBe(null);
    expect(told).toContain('server.database-unavailable');
    expect([...told].filter((code) => !['done', 'server.database-unavailable'].includes(code))).toEqual([]);
    await recovered(visitor, 40_000);
    expect(await ready(await begun.address)).toBe(200);
    expect(begun.text()).toContain('正在重新启动');
  });

  it.runIf(existsSync('/proc/self/status'))(
    'may freeze for ten seconds: who asks waits or is told, readiness is refused at once, and then all goes on',
    async () => {
      const begun = await start('frozen');
      const visitor = await settle(begun);
      const frozen = processesOf(postmasterOf(join(scratch, 'frozen')));
      for (const pid of frozen) process.kill(pid, 'SIGSTOP');
      const thawed = sleep(GONE_MS).then(() => {
        for (const pid of frozen) process.kill(pid, 'SIGCONT');
      });
      const began = performance.now();
      expect(await ready(await begun.address)).toBe(503);
      expect(performance.now() - began).toBeLessThan(6_000);
      const waiting = Array.from({ length: 30 }, () => codeOf(visitor.api.sessions.current({})));
      const told = new Set(await Promise.all(waiting));
      expect([...told].filter((code) => !['done', 'server.database-unavailable'].includes(code))).toEqual([]);
      await thawed;
      await recovered(visitor, 10_000);
    },
  );
});

describe.runIf(existsSync(`${DEBIAN}/postgres`))('a PostgreSQL of one’s own', () => {
  it('may be stopped for ten seconds: who asks is told, and it is used again when it is back', async () => {
    const binaries = { postgres: `${DEBIAN}/postgres`, initdb: `${DEBIAN}/initdb` };
    const places: Places = { cluster: join(scratch, 'own'), socket: join(scratch, 's'), logFile: join(scratch, 'log') };
    mkdirSync(places.socket, { mode: 0o700 });
    const runAs = chooseRunAs();
    await createCluster(places.cluster, binaries, runAs, places.logFile);
    let server = await startServer(places, binaries, runAs);
    await createDatabase({ host: places.socket, port: PORT, user: OWNER }, 'shili');
    const url = `postgresql://${OWNER}@/shili?host=${encodeURIComponent(places.socket)}&port=${PORT}`;
    const begun = await start('url', join(scratch, 'url'), { DATABASE_URL: url });
    const visitor = await settle(begun);

    await stopServer(server.pid!);
    expect(await ready(await begun.address)).toBe(503);
    expect([...(await toldMeanwhile(visitor, GONE_MS))]).toEqual(['server.database-unavailable']);
    server = await startServer(places, binaries, runAs);
    expect(await recovered(visitor, 5_000)).toBeLessThan(5_000);
    expect(await ready(await begun.address)).toBe(200);
    begun.child.kill('SIGTERM');
    await begun.ended;
    await stopServer(server.pid!);
  });
});

/** A disk of its own for the test, where this machine lets us mount one. */
function mountSmallDisk(folder: string, megabytes: number): string | undefined {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `this machine lets nobody mount a small disk: ${(error as Error).message.split('\n').at(-2)}`;
  }
}

describe('a full disk', () => {
  it('is said as such, nothing is half written, and work goes on once there is room', async ({ skip }) => {
    const disk = join(scratch, 'disk');
    const obstacle = mountSmallDisk(disk, 320);
    if (obstacle) {
      console.log(`skipped: ${obstacle}`);
      skip();
    }
    try {
      const begun = await start('full', join(disk, 'data'));
      const visitor = await settle(begun);
      const { rootId } = visitor;
      const open = (number: number) =>
        codeOf(
          visitor.api.organizations.open({
            parentId: rootId,
            code: `B${number}`,
            name: `单位${number}${'长'.repeat(80)}`,
            happenedOn: '2024-01-01',
            reason: '设立'.repeat(200),
          }),
        );
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 4096));
      let [number, refusal] = [0, 'done'];
      while (refusal === 'done' && number < 5_000) refusal = await open(++number);
      expect(refusal).toBe('server.disk-full');
      expect((await visitor.api.organizations.list({ search: `B${number}` })).total).toBe(0);
      rmSync(join(disk, 'ballast'));
      let again = await open(number);
      for (const end = performance.now() + 30_000; again !== 'done' && performance.now() < end; await sleep(200)) {
        again = await open(number);
      }
      expect(again).toBe('done');
      begun.child.kill('SIGTERM');
      expect(await begun.ended).toBe(0);
    } finally {
      await stopAll();
      execFileSync('umount', [disk]);
    }
  });
});
