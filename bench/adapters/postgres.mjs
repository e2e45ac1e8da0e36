import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { rankSql, scoreSql } from '../limit/sql.mjs';
import { MISSING } from '../problem/scheme.mjs';

const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '1GB',
  work_mem: '512MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  max_parallel_workers_per_gather: '2',
  autovacuum: 'off',
};

function programFolder() {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const folders = (process.env.PATH ?? '').split(':');
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  if (!found) throw new Error('no PostgreSQL server programs on PATH or in PG_BIN');
  return found;
}

/** A throw-away cluster that only listens on a Unix socket. The server refuses to run as root, hence the user. */
function startServer() {
  const programs = programFolder();
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-bench-'));
  const options = { cwd: folder };
  if (process.getuid() === 0) {
    options.uid = Number(execFileSync('id', ['-u', 'postgres']));
    options.gid = Number(execFileSync('id', ['-g', 'postgres']));
    chownSync(folder, options.uid, options.gid);
  }
  const data = join(folder, 'data');
  const create = ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
  execFileSync(join(programs, 'initdb'), create, options);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder });
  const args = ['-D', data, ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const server = spawn(join(programs, 'postgres'), args, { ...options, stdio: 'ignore' });
  process.on('exit', () => server.kill('SIGINT'));
  return { server, folder };
}

async function connect(folder) {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ host: folder, user: 'bench', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt > 100) throw error;
      await sleep(50);
    }
  }
}

function writeCsv(path, scheme, facts) {
  const marks = new Set(scheme.facts.filter(({ draw }) => draw === 'mark').map(({ id }) => id));
  const file = openSync(path, 'w');
  const cell = (id, u) => (marks.has(id) && facts.columns[id][u] === MISSING ? '' : facts.columns[id][u]);
  for (let low = 0; low < facts.n; low += 4096) {
    let text = '';
    for (let u = low; u < Math.min(facts.n, low + 4096); u++) {
      text += `${u},${facts.subjectClass[u]},${facts.group[u]},${facts.ids.map((id) => cell(id, u)).join(',')}\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
  chmodSync(path, 0o644);
}

/** PostgreSQL: one wide unlogged table, the same query as DuckDB. */
export default function make() {
  let scheme;
  let client;
  let started;
  let serverProcess;
  return {
    name: 'postgres',
    async load(givenScheme, facts) {
      scheme = givenScheme;
      started = startServer();
      client = await connect(started.folder);
      serverProcess = (await client.query('SELECT pg_backend_pid() AS p')).rows[0].p;
      const columns = facts.ids.map((id) => `${id} int`).join(', ');
      await client.query(`CREATE UNLOGGED TABLE facts (u int PRIMARY KEY, k int, cat int, ${columns})`);
      const csv = join(started.folder, 'facts.csv');
      writeCsv(csv, scheme, facts);
      await client.query(`COPY facts FROM '${csv}' WITH (FORMAT csv)`);
      rmSync(csv);
      await client.query('VACUUM ANALYZE facts');
    },
    async evaluateAll() {
      await client.query('DROP TABLE IF EXISTS scores');
      const all = rankSql(scheme, scoreSql(scheme, { dialect: 'postgres' }));
      await client.query(`CREATE UNLOGGED TABLE scores AS ${all}`);
    },
    async beforeUpdates() {
      await client.query('CREATE UNIQUE INDEX ON scores (u)');
      await client.query('CREATE INDEX ON scores (cat, sortkey)');
      await client.query('VACUUM ANALYZE scores');
    },
    async results() {
      const { rows } = await client.query('SELECT total, rank, grade FROM scores ORDER BY u');
      const column = (name) => rows.map((row) => Number(row[name]));
      return { totals: column('total'), ranks: column('rank'), grades: column('grade') };
    },
    async update(u, fact, value) {
      await client.query(`UPDATE facts SET ${fact} = $1 WHERE u = $2`, [value === MISSING ? null : value, u]);
      const text = scoreSql(scheme, { dialect: 'postgres', where: 'WHERE u = $1' });
      const one = (await client.query({ name: 'one', text, values: [u] })).rows[0];
      const set = 'UPDATE scores SET total = $1, yearend = $2, veto = $3, sortkey = $4 WHERE u = $5';
      await client.query({ name: 'set', text: set, values: [one.total, one.yearend, one.veto, one.sortkey, u] });
      const total = Number(one.total);
      if (total < 0) return { total, rank: 0 };
      const above = 'SELECT count(*)::int AS c FROM scores WHERE cat = $1 AND total >= 0 AND sortkey > $2';
      const { rows } = await client.query({ name: 'rank', text: above, values: [one.cat, one.sortkey] });
      return { total, rank: rows[0].c + 1 };
    },
    /** The serving process counts too. */
    extraPeakMB() {
      const match = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${serverProcess}/status`, 'utf8'));
      return match ? match[1] / 1024 : 0;
    },
    async close() {
      await client.end();
      const gone = new Promise((resolve) => started.server.once('exit', resolve));
      started.server.kill('SIGINT');
      await gone;
      rmSync(started.folder, { recursive: true, force: true });
    },
  };
}
