/** Measures engines side by side over one shape and size. */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from './engine.mjs';

/** An evaluation predicted to take longer is not started; repeats of one engine take at most the budget. */
const LONGEST_MS = Number(process.env.BENCH_LONGEST_MS ?? 150000);
const BUDGET_MS = Number(process.env.BENCH_BUDGET_MS ?? 60000);
const QUIET_MS = Number(process.env.BENCH_QUIET_MS ?? 1500);

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The machine may be shared: waits, but not for long, until others leave the processors idle. */
async function quiet() {
  const times = () => cpus().map((cpu) => cpu.times);
  const sum = (list, pick) => list.reduce((all, t) => all + pick(t), 0);
  const busy = (t) => t.user + t.nice + t.sys + t.irq;
  const end = performance.now() + QUIET_MS;
  while (performance.now() < end) {
    const before = times();
    await sleep(100);
    const after = times();
    const idle = sum(after, (t) => t.idle) - sum(before, (t) => t.idle);
    const all = idle + sum(after, busy) - sum(before, busy);
    if (all === 0 || idle / all > 0.85) return;
  }
}

/** Loads, runs once and warms up: `{process, row, rounds}`, or only a row that says why not. */
async function begin({ id, path }, shape, size, runs) {
  const row = { samples: [] };
  let process;
  try {
    process = await startEngine(id, path, shape, size);
    if (process.shapes && !process.shapes.includes(shape)) {
      await process.stop();
      return { row: { skipped: 'does not take this shape' } };
    }
    row.loadMs = (await process.ask('load')).ms;
    row.firstMs = (await process.ask('evaluate', { minMs: 0 })).ms;
    const rounds = Math.min(runs, Math.floor(BUDGET_MS / row.firstMs));
    if (rounds < 1) row.samples.push(row.firstMs);
    else if (row.firstMs < 2000) await process.ask('evaluate', { minMs: 400 }); // warm
    return { process, row, rounds, id };
  } catch (error) {
    await process?.stop();
    return { row: { error: String(error.message) } };
  }
}

async function finish({ process, row }, size) {
  row.ms = median(row.samples);
  row.perSecond = size / (row.ms / 1000);
  row.peakMB = (await process.ask('memory')).peakMB;
  row.wrong = await process.ask('verify');
  row.change = await process.ask('changes', { count: 2000, maxMs: 6000 });
  if (row.change) row.wrongChanges = await process.ask('verifyChanges');
  row.explain = await process.ask('explain');
  await process.stop();
}

/** Why an engine is not started at this size, judged by its row at the size before. */
function hopeless(before, previousSize, size) {
  if (!before) return undefined;
  if (before.error) return 'failed before';
  if (before.skipped) return before.skipped;
  const predicted = (Math.max(before.ms, before.loadMs) / previousSize) * size;
  return predicted > LONGEST_MS ? 'predicted too long' : undefined;
}

/** `{id: row}` for every engine; runs go round robin. `previous` holds the rows of the size before. */
export async function measure({ engines, shape, size, runs, previous, log }) {
  const rows = {};
  const live = [];
  for (const engine of engines) {
    const skipped = hopeless(previous?.rows[engine.id], previous?.size, size);
    await quiet();
    const started = skipped ? { row: { skipped } } : await begin(engine, shape, size, runs);
    rows[engine.id] = started.row;
    if (started.process) live.push(started);
    if (started.row.error) log(shape, size, engine.id, 'failed:', started.row.error);
  }
  for (let round = 0; round < runs; round++) {
    for (const { process, row } of live.filter(({ rounds }) => round < rounds)) {
      await quiet();
      row.samples.push((await process.ask('evaluate', { minMs: 30 })).ms);
    }
  }
  for (const engine of live) {
    await finish(engine, size);
    const { ms, firstMs, wrong } = engine.row;
    log(
      shape,
      size,
      engine.id,
      `first ${firstMs.toFixed(2)} ms, median ${ms.toFixed(3)} ms, wrong ${Object.values(wrong)}`,
    );
  }
  return rows;
}
