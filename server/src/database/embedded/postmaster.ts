import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { OWNER } from './create-cluster.ts';
import { explainLog } from './explain-log.ts';
import { isAlive, postmasterPid, servesCluster } from './postmaster-file.ts';
import type { RunAs } from './run-as.ts';
import { StartRefused } from './start-refused.ts';

export const PORT = 5432;
const START_MS = 60_000;
const STOP_MS = 30_000;

/** Where a cluster lies and how it is reached. */
export interface Places {
  readonly cluster: string;
  readonly socket: string;
  readonly logFile: string;
}

/** No network port; statements and values stay out of the log, which operators read. */
const settings = ({ socket }: Places): string[] =>
  [
    'listen_addresses=',
    `port=${PORT}`,
    `unix_socket_directories=${socket}`,
    'unix_socket_permissions=0700',
    'max_connections=60',
    'shared_buffers=128MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_destination=stderr',
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    'log_checkpoints=off',
  ].flatMap((setting) => ['-c', setting]);

async function gone(pid: number, within: number): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end; await sleep(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

/** Stops a server cleanly: clients are cut off, changes are flushed; only then, and late, by force. */
export async function stopServer(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, STOP_MS)) return;
  }
}

/** A server that outlived its supervisor (killed with -9) is stopped; a lock file that names nobody is removed. */
export async function clearOrphan(cluster: string): Promise<void> {
  const pid = postmasterPid(cluster);
  if (pid !== undefined && servesCluster(pid, cluster)) await stopServer(pid);
  else if (pid !== undefined && !servesCluster(pid, cluster)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function answers({ socket }: Places): Promise<boolean> {
  const client = new pg.Client({ host: socket, port: PORT, user: OWNER, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function logSince(logFile: string, from: number): string {
  const size = statSync(logFile).size - from;
  const buffer = Buffer.alloc(Math.min(size, 20_000));
  const handle = openSync(logFile, 'r');
  readSync(handle, buffer, 0, buffer.length, from + size - buffer.length);
  closeSync(handle);
  return buffer.toString();
}

/** Starts the server once and waits until it answers. */
async function startOnce(places: Places, { postgres }: Binaries, runAs: RunAs): Promise<ChildProcess> {
  const log = openSync(places.logFile, 'a', 0o600);
  const from = statSync(places.logFile).size;
  // Its own process group: Ctrl+C on a terminal must reach the supervisor alone, which then stops it in order.
  const args = ['-D', places.cluster, ...settings(places)];
  const child = runAs(postgres, args, { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  for (const end = Date.now() + START_MS; Date.now() < end; await sleep(25)) {
    if (failure) throw new StartRefused(`不能运行 PostgreSQL：${failure.message}`, '请重新安装依赖（npm ci）。');
    if (child.exitCode !== null || child.signalCode !== null)
      throw explainLog(logSince(places.logFile, from), places.logFile);
    if (existsSync(join(places.socket, `.s.PGSQL.${PORT}`)) && (await answers(places))) return child;
  }
  if (child.pid) await stopServer(child.pid);
  throw new StartRefused('数据库在一分钟内没有启动成功。', `请查看数据库日志：${places.logFile}`);
}

/** After a kill, processes of the old server may hold its memory for a moment; that is no reason to give up. */
export async function startServer(places: Places, binaries: Binaries, runAs: RunAs): Promise<ChildProcess> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await startOnce(places, binaries, runAs);
    } catch (error) {
      const held = error instanceof StartRefused && error.message.includes('另一个数据库进程');
      if (!held || attempt >= 40) throw error;
      await sleep(250);
    }
  }
}
