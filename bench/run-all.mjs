/**
 * `npm run bench`: installs the rivals once, measures every engine, prints the ratio tables, writes results.json.
 *   --no-rivals          only our engines, the limits and the reference
 *   --shapes a,b  --sizes 3000,41000  --engines a,b  --runs 5  --fresh 5  --out FILE
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCore } from './core-build.mjs';
import { measureFirstRuns } from './first-run.mjs';
import { measure } from './measure.mjs';
import { limitsOf, tables } from './tables.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const OURS = ['zhunsheng'];
const LIMITS = ['limit-row', 'limit-row1', 'limit-col', 'plain-row1', 'plain-col', 'limit-2w', 'reference'];
const RIVALS = ['duckdb-1t', 'postgres'];

const { values: options } = parseArgs({
  options: {
    'no-rivals': { type: 'boolean', default: false },
    shapes: { type: 'string', default: 'hundred,thousand' },
    sizes: { type: 'string', default: '3000,41000,191000' },
    engines: { type: 'string' },
    runs: { type: 'string', default: '5' },
    fresh: { type: 'string', default: '5' },
    out: { type: 'string', default: join(here, 'results.json') },
  },
});

/** The rivals' lock file is their stamp: unchanged means installed. (npm ci would ask for every platform's binaries.) */
function installRivals() {
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  const stamp = join(here, 'node_modules', '.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return true;
  console.error('installing the rivals of the benchmark (once)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error('the rivals could not be installed; the run goes on without them');
    return false;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
  return true;
}

function chooseEngines() {
  const rivals = !options['no-rivals'] && !options.engines && installRivals() ? RIVALS : [];
  const names = options.engines?.split(',') ?? [...OURS, ...LIMITS, ...rivals];
  return names.map((id) => ({ id, path: join(here, 'adapters', `${id}.mjs`) })).filter(({ path }) => existsSync(path));
}

const log = (...words) => console.error(new Date().toISOString().slice(11, 19), ...words);
buildCore();
const engines = chooseEngines();
const memory = Math.round(totalmem() / 2 ** 30);
const load = loadavg().map((x) => x.toFixed(1));
const machine = `Node ${process.version}, ${cpus().length} cores, ${cpus()[0].model}, ${memory} GiB; load average at start ${load.join(' ')}.`;
const results = [];

for (const shape of options.shapes.split(',')) {
  let previous;
  for (const size of options.sizes.split(',').map(Number)) {
    const rows = await measure({ engines, shape, size, runs: Number(options.runs), previous, log });
    previous = { rows, size };
    const compared = engines.filter(({ id }) => rows[id].ms && (id.startsWith('limit') || OURS.includes(id)));
    const fresh = await measureFirstRuns({ engines: compared, shape, size, processes: Number(options.fresh), log });
    for (const [id, row] of Object.entries(fresh))
      Object.assign(rows[id], { loadMs: row.loadMs, freshMs: row.firstMs });
    results.push({ shape, size, limit: limitsOf(rows), rows });
    mkdirSync(dirname(resolve(options.out)), { recursive: true });
    writeFileSync(resolve(options.out), JSON.stringify({ machine, results }, null, 1));
  }
}
console.log(tables({ machine, results }));
