import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driverSettings } from '../connection.ts';
import { checkFreeSpace, socketFolder } from './data-folder.ts';
import { explainLog } from './explain-log.ts';
import { lockFolder } from './owner-lock.ts';
import { isAlive } from './postmaster-file.ts';
import { type EmbeddedCluster, startEmbedded } from './supervisor.ts';

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-supervisor-'));
const folder = join(scratch, '数据 目录');
let cluster: EmbeddedCluster;
const told: string[] = [];

beforeAll(async () => {
  cluster = await startEmbedded(folder, (message) => told.push(message));
});
afterAll(async () => {
  await cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client(driverSettings(cluster.connection, 'postgres'));
  client.on('error', () => {});
  await client.connect();
  const found = await client.query({ text: statement, rowMode: 'array' }).finally(() => client.end());
  return found.rows.flat();
}

describe('the embedded PostgreSQL', () => {
  it('is durable, speaks UTF-8 and listens on no network port', async () => {
    expect(await ask("select current_setting('fsync'), current_setting('listen_addresses')")).toEqual(['on', '']);
    expect(await ask("select current_setting('server_encoding'), '准绳'")).toEqual(['UTF8', '准绳']);
    const { pid } = cluster;
    const open = execFileSync('sh', ['-c', `ls -l /proc/${pid()}/fd | grep -c socket || true`], { encoding: 'utf8' });
    expect(Number(open)).toBeLessThan(5);
  });

  it('does not run as root, and its folders are for the owner alone', () => {
    const status = readFileSync(`/proc/${cluster.pid()}/status`, 'utf8');
    expect(/NSpid|Uid/.test(status)).toBe(true);
    for (const below of ['', 'postgres', 'socket']) {
      expect(statSync(join(folder, below)).mode & 0o077, below).toBe(0);
    }
  });

  it('refuses a second server on the same folder, and names the first', async () => {
    const other = join(scratch, 'locked');
    mkdirSync(other, { mode: 0o700 });
    const sleeper = spawn('sleep', ['60']);
    await once(sleeper, 'spawn');
    const stat = readFileSync(`/proc/${sleeper.pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    writeFileSync(join(other, 'server.lock'), `${sleeper.pid} ${started}\n`);
    await expect(startEmbedded(other)).rejects.toThrow(`另一个准绳服务（进程 ${sleeper.pid}）`);
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
    expect(() => lockFolder(other)()).not.toThrow();
  });

  it('does not mistake another program with the old number for a server', () => {
    const other = join(scratch, 'stale');
    mkdirSync(other);
    writeFileSync(join(other, 'server.lock'), '1 999999\n');
    expect(() => lockFolder(other)()).not.toThrow();
  });

  it('comes back by itself after its server was killed', async () => {
    const before = cluster.pid()!;
    process.kill(before, 'SIGKILL');
    for (let n = 0; n < 400 && (cluster.pid() === before || !isAlive(cluster.pid()!)); n++) await sleep(25);
    for (let n = 0; ; n++) {
      const answer = await ask('select 1').catch(() => undefined);
      if (answer) break;
      expect(n).toBeLessThan(200);
      await sleep(50);
    }
    expect(told[0]).toBe('内置数据库意外停止，正在重新启动。');
  });

  it('says which folder cannot be used, and why', async () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    await expect(startEmbedded(file)).rejects.toThrow('不是文件夹');
    const foreign = join(scratch, 'foreign');
    mkdirSync(foreign);
    if (process.getuid?.() === 0) {
      execFileSync('chown', ['65534', foreign]);
      await expect(startEmbedded(foreign)).rejects.toThrow('属于另一个用户');
    }
  });

  it('tightens a folder that others could enter', async () => {
    const open = join(scratch, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    const other = await startEmbedded(open);
    expect(statSync(open).mode & 0o777).toBe(0o700);
    expect(existsSync(join(open, 'server.lock'))).toBe(true);
    await other.stop();
    expect(existsSync(join(open, 'server.lock'))).toBe(false);
    expect(existsSync(join(open, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('clears away a creation that was cut short', async () => {
    const half = join(scratch, 'half');
    mkdirSync(join(half, 'postgres'), { recursive: true });
    writeFileSync(join(half, 'postgres', 'PG_VERSION'), '18\n');
    const other = await startEmbedded(half);
    await other.stop();
  });

  it('refuses the files of another version', async () => {
    const old = join(scratch, 'old');
    mkdirSync(join(old, 'postgres'), { recursive: true });
    writeFileSync(join(old, 'postgres', 'zhunsheng-ready'), '');
    writeFileSync(join(old, 'postgres', 'PG_VERSION'), '15\n');
    await expect(startEmbedded(old)).rejects.toThrow('PostgreSQL 15');
  });

  it('finds a short path for the socket where the folder is deep', () => {
    const deep = join(scratch, 'x'.repeat(120));
    const { path, release } = socketFolder(deep);
    expect(path.length).toBeLessThan(90);
    expect(statSync(path).mode & 0o077).toBe(0);
    release();
    expect(existsSync(path)).toBe(false);
  });
});

describe('what stands in the way of a start', () => {
  it('is told in Chinese: too little room', () => {
    expect(() => checkFreeSpace(scratch, 2 ** 60)).toThrow(/磁盘只剩 \d+MB/);
  });

  it.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device', '磁盘已满'],
    ['FATAL:  lock file "postmaster.pid" already exists', '另一个数据库进程'],
    ['FATAL:  data directory "/x" has invalid permissions', '权限不对'],
    ['PANIC:  could not locate a valid checkpoint record', '已损坏'],
    ['something else', '没有启动成功'],
  ])('%s', (log, message) => {
    const refused = explainLog(log, '/x/postgres.log');
    expect(refused.message).toContain(message);
    expect(refused.hint).toContain('/x/postgres.log');
  });
});
