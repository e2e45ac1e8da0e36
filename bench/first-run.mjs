import { startEngine } from './engine.mjs';
import { median } from './measure.mjs';

/** The first evaluation in a fresh process, several processes of each engine, round robin: what a command line sees. */
export async function measureFirstRuns({ engines, shape, size, processes, log }) {
  const samples = Object.fromEntries(engines.map(({ id }) => [id, []]));
  for (let round = 0; round < processes; round++) {
    for (const { id, path } of engines) {
      const engine = await startEngine(id, path, shape, size);
      const load = await engine.ask('load');
      const first = await engine.ask('evaluate', { minMs: 0 });
      samples[id].push({ load: load.ms, first: first.ms });
      await engine.stop();
    }
  }
  const rows = {};
  for (const [id, list] of Object.entries(samples)) {
    if (list.length === 0) continue;
    rows[id] = { loadMs: median(list.map((s) => s.load)), firstMs: median(list.map((s) => s.first)) };
    log(
      shape,
      size,
      id,
      `fresh process: load ${rows[id].loadMs.toFixed(1)} ms, first ${rows[id].firstMs.toFixed(1)} ms`,
    );
  }
  return rows;
}
