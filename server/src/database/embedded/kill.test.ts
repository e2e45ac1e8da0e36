import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../features/audit/index.ts';
import { listAuthorities } from '../../features/authorities/index.ts';
import { connect } from '../connection.ts';
import { inTenant } from '../in-tenant.ts';
import { startEmbedded } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-kill-'));
const writer = fileURLToPath(new URL('./writer.fixture.ts', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const ROUNDS = 24;

interface Running {
  readonly child: ChildProcess;
  readonly postmaster: number;
}

const acknowledged = new Set<string>();

/** Starts the writer and waits until it is ready; everything it acknowledges is remembered. */
async function start(): Promise<Running> {
  const child = spawn(process.execPath, ['--import', tsx, writer, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr!.on('data', (chunk) => {
    complaint += chunk;
  });
  const lines = createInterface({ input: child.stdout! });
  const ready = new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the writer did not start: ${complaint}`)));
    lines.on('line', (line) => {
      const [word, value = ''] = line.split(' ');
      if (word === 'written') acknowledged.add(value);
      else if (word === 'ready') resolve(Number(value));
    });
  });
  return { child, postmaster: await ready };
}

const parentOf = (pid: string): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
};

function descendants(pid: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const below = (parent: number): number[] =>
    all.filter((own) => parentOf(own) === parent).flatMap((own) => [Number(own), ...below(Number(own))]);
  return [pid, ...below(pid)];
}

function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended together with its parent.
    }
  }
}

/** What is killed in turn: everything; the supervisor alone, which leaves an orphan; the server under the supervisor. */
const VICTIMS: readonly ((running: Running) => number[])[] = [
  ({ child }) => descendants(child.pid!),
  ({ child }) => descendants(child.pid!).reverse(),
  ({ child }) => [child.pid!],
  ({ child, postmaster }) => [postmaster, child.pid!],
];

describe.runIf(process.platform === 'linux')('kill -9 while writing', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`loses no acknowledged write in ${ROUNDS} rounds, and every next start is clean`, {
    timeout: 240_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const running = await start();
      await sleep(60 + ((round * 37) % 200));
      const ended = once(running.child, 'exit');
      kill(VICTIMS[round % VICTIMS.length]!(running));
      await ended;
    }
    const cluster = await startEmbedded(folder);
    const connections = connect(cluster.connection);
    const [authority] = await listAuthorities(connections.app);
    const found = await sql<{ id: string }>`select target_id as id from audit_entries`.execute(connections.owner);
    const kept = new Set(found.rows.map((row) => row.id));
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 10);
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    const chain = await inTenant(connections.app, authority!.authorityId, (db) => verifyAudit(db, []));
    expect(chain.diagnostics).toEqual([]);
    await connections.close();
    await cluster.stop();
  });
});
