/**
 * `npm run bench:server`: what the server adds to its queries. Each hot route beside a bare Fastify route that sends the
 * same queries and the same answer in the same process, in turns; then list pages, memory after a mixed load, cold start.
 *   --seconds 5  --rounds 3  --connections 16  --minutes 1  --rows 10000  --out FILE
 */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    minutes: { type: 'string', default: '1' },
    rows: { type: 'string', default: '10000' },
    out: { type: 'string', default: join(here, 'results.json') },
  },
});
const [seconds, rounds, connections] = [options.seconds, options.rounds, options.connections].map(Number);

const scratch = mkdtempSync(join(tmpdir(), 'zhunsheng-bench-'));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const message = (child) => new Promise((resolve) => child.once('message', resolve));

async function press(url, cookie, duration = seconds, people = connections) {
  const times = [];
  const running = autocannon({ url, connections: people, duration, headers: { cookie } });
  running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const found = await running;
  if (found.non2xx > 0 || found.errors > 0) throw new Error(`${url}: ${found.non2xx} refused, ${found.errors} failed`);
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { perSecond: found.requests.average, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Rounds in turns, so that what else the machine does falls on both. */
async function compare(server, { name, path, url, queries, bytes }) {
  const [ours, bare] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(await press(server.ours + url, server.cookie));
    bare.push(await press(server.beside + path, server.cookie));
  }
  const middle = (runs, key) => median(runs.map((run) => run[key]));
  const ratios = ours.map((run, at) => run.perSecond / bare[at].perSecond);
  const figures = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, middle(runs, key)]));
  return { name, queries, bytes, ratio: median(ratios), ratios, ours: figures(ours), bare: figures(bare) };
}

/** From the start of the program to the first answer that it is ready. */
async function coldStart(dataFolder) {
  const config = join(scratch, 'config.yaml');
  writeFileSync(config, JSON.stringify({ dataFolder, listen: { port: 0 }, log: { level: 'silent' } }));
  const began = performance.now();
  const bin = join(here, '../../server/bin/zhunsheng-server.mjs');
  const child = spawn(process.execPath, [bin, 'serve', '--config', config], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const address = await new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
  });
  await fetch(`${address}/health/ready`);
  const ms = performance.now() - began;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return ms;
}

const dataFolder = join(scratch, 'data');
const child = fork(join(here, 'server-process.mjs'), [dataFolder, options.rows], { execArgv: ['--expose-gc'] });
const server = await message(child);
const ask = (wanted) => {
  child.send(wanted);
  return message(child);
};

const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
console.log(`${machine}, load ${loadavg()[0].toFixed(1)}\n`);
console.log('route               ratio   ours req/s  p50   p95   p99 ms   bare req/s  p50  p99 ms   queries');
const routes = [];
for (const route of server.routes) {
  const row = await compare(server, route);
  routes.push(row);
  const { ours, bare } = row;
  const cell = (value, width) => String(Math.round(value)).padStart(width);
  console.log(
    `${row.name.padEnd(20)}${row.ratio.toFixed(2).padStart(5)}${cell(ours.perSecond, 12)}${cell(ours.p50, 6)}${cell(ours.p95, 6)}${cell(ours.p99, 6)}${cell(bare.perSecond, 14)}${cell(bare.p50, 6)}${cell(bare.p99, 6)}${String(row.queries).padStart(11)}`,
  );
}
const pages = [];
for (const { name, url } of server.pages) {
  const row = { name, ...(await press(server.ours + url, server.cookie)) };
  pages.push(row);
  console.log(
    `list of ${name}: ${Math.round(row.perSecond)} req/s, p50 ${row.p50.toFixed(1)} ms, p95 ${row.p95.toFixed(1)} ms, p99 ${row.p99.toFixed(1)} ms`,
  );
}
const before = await ask('memory');
const mixed = server.routes.map(({ url }) => press(server.ours + url, server.cookie, Number(options.minutes) * 60, 3));
await Promise.all(mixed);
const after = await ask('memory');
const megabytes = (bytes) => Math.round(bytes / 2 ** 20);
console.log(
  `memory before and after ${options.minutes} min of everything: ${megabytes(before.rss)} → ${megabytes(after.rss)} MB resident, heap ${megabytes(before.heap)} → ${megabytes(after.heap)} MB`,
);
child.send('end');
await new Promise((resolve) => child.once('exit', resolve));
const starts = [];
for (let times = 0; times < 5; times++) starts.push(await coldStart(dataFolder));
console.log(`cold start to ready: ${Math.round(median(starts))} ms (${starts.map(Math.round).join(', ')})`);
writeFileSync(
  options.out,
  JSON.stringify({ machine, load: loadavg()[0], routes, pages, memory: { before, after }, starts }, null, 2),
);
rmSync(scratch, { recursive: true, force: true });
process.exit(0);
