import { Worker } from 'node:worker_threads';
import { packRows } from '../limit/packing.mjs';
import { makeRanking } from '../limit/ranking.mjs';
import { rowSource } from '../limit/row-source.mjs';
import { tuned } from '../limit/tuned-dialect.mjs';

const CHUNK = 512;
/** Control words: [round, finished, next subject]. */
const WORKER = `
const { workerData: w, parentPort } = require('node:worker_threads');
const run = new Function(w.source)();
const rows = new Int16Array(w.rows), classes = new Uint8Array(w.classes), control = new Int32Array(w.control);
const totals = new Int32Array(w.totals), yearEnd = new Int32Array(w.yearEnd), veto = new Uint8Array(w.veto);
parentPort.postMessage('ready');
for (let seen = 0; ; ) {
  Atomics.wait(control, 0, seen);
  const now = Atomics.load(control, 0);
  if (now === seen) continue;
  seen = now;
  if (now < 0) break;
  for (;;) {
    const low = Atomics.add(control, 2, ${CHUNK});
    if (low >= w.n) break;
    run(low, Math.min(w.n, low + ${CHUNK}), rows, classes, totals, yearEnd, veto);
  }
  Atomics.add(control, 1, 1);
  Atomics.notify(control, 1);
}`;

/** The limit on two cores: this thread and one worker over shared memory. For schemes without cohort rules. */
export default function make() {
  let state;
  return {
    name: 'limit-2w',
    shapes: ['hundred'],
    async load(scheme, facts) {
      const { n } = facts;
      const width = scheme.facts.length;
      const shared = (bytes) => new SharedArrayBuffer(bytes);
      const memory = { rows: shared(n * width * 2), classes: shared(n), totals: shared(n * 4) };
      Object.assign(memory, { yearEnd: shared(n * 4), veto: shared(n), control: shared(16) });
      const { rows } = packRows(scheme, facts, memory.rows);
      const classes = new Uint8Array(memory.classes);
      classes.set(facts.subjectClass);
      const source = rowSource(scheme, tuned, { split: true });
      const worker = new Worker(WORKER, { eval: true, workerData: { source, n, ...memory } });
      await new Promise((ready) => worker.once('message', ready));
      state = { facts, rows, classes, worker, round: 0, run: new Function(source)(), ranking: makeRanking(scheme, n) };
      state.totals = new Int32Array(memory.totals);
      state.yearEnd = new Int32Array(memory.yearEnd);
      state.veto = new Uint8Array(memory.veto);
      state.control = new Int32Array(memory.control);
    },
    evaluateAll() {
      const { facts, rows, classes, totals, yearEnd, veto, control, ranking } = state;
      control[2] = 0;
      Atomics.store(control, 1, 0);
      Atomics.store(control, 0, ++state.round);
      Atomics.notify(control, 0);
      for (;;) {
        const low = Atomics.add(control, 2, CHUNK);
        if (low >= facts.n) break;
        state.run(low, Math.min(facts.n, low + CHUNK), rows, classes, totals, yearEnd, veto);
      }
      while (Atomics.load(control, 1) === 0) Atomics.wait(control, 1, 0, 1);
      ranking.all(totals, yearEnd, veto, facts.group);
      return { totals, ranks: ranking.ranks, grades: ranking.grades };
    },
    async close() {
      Atomics.store(state.control, 0, -1);
      Atomics.notify(state.control, 0);
      await state.worker.terminate();
    },
  };
}
