/** Runs one engine over one shape and size in a process of its own, on orders from measure.mjs. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import makeReference from './adapters/reference.mjs';
import { makeChanges, makeFacts } from './problem/facts.mjs';
import { makeScheme } from './problem/scheme.mjs';
import { evaluateAll } from './reference/evaluate.mjs';

const [path, shape, size] = process.argv.slice(2);
const n = Number(size);
const scheme = makeScheme(shape);
const facts = makeFacts(scheme, n);
const engine = (await import(pathToFileURL(path))).default();
const answers = [];
/** Totals before any change. */
let evaluated;
let last;

/** Above this size the facts of a whole cohort are not put on record as single entries, only to trace a few sheets. */
const SHEETS_WITH_COHORT = 3000;

const microseconds = (start) => Number(process.hrtime.bigint() - start) / 1000;
const spread = (times) => {
  times.sort((a, b) => a - b);
  return { count: times.length, median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
};

const orders = {
  async load() {
    const start = performance.now();
    await engine.load(scheme, facts);
    return { ms: performance.now() - start, name: engine.name };
  },
  /** Repeats inside the clock until `minMs` have passed. */
  async evaluate({ minMs }) {
    const processor = process.cpuUsage();
    const start = performance.now();
    let runs = 0;
    let elapsed;
    do {
      last = await engine.evaluateAll();
      runs++;
      elapsed = performance.now() - start;
    } while (elapsed < minMs);
    const { user, system } = process.cpuUsage(processor);
    return { ms: elapsed / runs, cpuMs: (user + system) / 1000 / runs };
  },
  async changes({ count, maxMs }) {
    if (!engine.update || scheme.cohort.length > 0) return null; // one fact then changes the figures of many
    await engine.beforeUpdates?.();
    const times = [];
    const begin = performance.now();
    for (const [subject, fact, value] of makeChanges(scheme, facts, count)) {
      const start = process.hrtime.bigint();
      const { total, rank } = await engine.update(subject, fact, value);
      times.push(microseconds(start));
      answers.push([subject, fact, value, total, rank]);
      if (performance.now() - begin > maxMs) break;
    }
    return spread(times);
  },
  /** The score sheets of some subjects, whose totals must be those of the evaluation. */
  async explain() {
    if (!engine.explain || (scheme.cohort.length > 0 && n > SHEETS_WITH_COHORT)) return null;
    const subjects = [...new Set(Array.from({ length: Math.min(500, n) }, (_, i) => (i * 7919) % n))];
    await engine.beforeExplain?.(subjects);
    const times = [];
    let different = 0;
    for (const subject of subjects) {
      const start = process.hrtime.bigint();
      const { total } = await engine.explain(subject);
      times.push(microseconds(start));
      if (total !== evaluated[subject]) different++;
    }
    return { ...spread(times), different };
  },
  async memory() {
    const own = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    const peak = own ? Number(own[1]) / 1024 : process.resourceUsage().maxRSS / 1024;
    return { peakMB: peak + (engine.extraPeakMB?.() ?? 0) };
  },
  async verify() {
    const got = engine.results ? await engine.results() : last;
    evaluated = Array.from(got.totals);
    const want = evaluateAll(scheme, makeFacts(scheme, n));
    const wrong = { totals: 0, ranks: 0, grades: 0 };
    for (let u = 0; u < n; u++) for (const what in wrong) if (got[what][u] !== want[what][u]) wrong[what]++;
    return wrong;
  },
  async verifyChanges() {
    const reference = makeReference();
    reference.load(scheme, makeFacts(scheme, n));
    reference.evaluateAll();
    const checked = n > 10000 ? answers.slice(0, 300) : answers; // the reference ranks by a linear scan
    const wrong = { checked: checked.length, totals: 0, ranks: 0 };
    for (const [subject, fact, value, total, rank] of checked) {
      const want = reference.update(subject, fact, value);
      if (want.total !== total) wrong.totals++;
      if (want.rank !== rank) wrong.ranks++;
    }
    return wrong;
  },
  async close() {
    await engine.close?.();
    setTimeout(() => process.exit(0), 20);
    return null;
  },
};

process.on('message', async ({ order, ...options }) => {
  try {
    process.send({ ok: true, answer: await orders[order](options) });
  } catch (error) {
    process.send({ ok: false, error: String(error?.stack ?? error).slice(0, 400) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ ok: true, answer: { shapes: engine.shapes ?? null } });
