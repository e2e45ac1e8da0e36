import { compileWith, makeCohortPass } from '../limit/cohort.mjs';
import { packRows } from '../limit/packing.mjs';
import { makeRanking } from '../limit/ranking.mjs';
import { rowSource } from '../limit/row-source.mjs';
import { tuned } from '../limit/tuned-dialect.mjs';

/** The limit on one thread: facts by row, generated straight-line code. */
export default function make({ name = 'limit-row', dialect = tuned, split = true } = {}) {
  let state;
  return {
    name,
    load(scheme, facts) {
      const { n } = facts;
      const { rows, slots, width } = packRows(scheme, facts);
      const cohort = makeCohortPass(scheme, facts);
      state = {
        facts,
        rows,
        slots,
        width,
        cohort,
        run: compileWith(rowSource(scheme, dialect, { split }), cohort.figures, facts.group),
        totals: new Int32Array(n),
        yearEnd: new Int32Array(n),
        veto: new Uint8Array(n),
        ranking: makeRanking(scheme, n),
      };
    },
    evaluateAll() {
      const { facts, rows, totals, yearEnd, veto, ranking } = state;
      state.cohort.run();
      state.run(0, facts.n, rows, facts.subjectClass, totals, yearEnd, veto);
      ranking.all(totals, yearEnd, veto, facts.group);
      return { totals, ranks: ranking.ranks, grades: ranking.grades };
    },
    update(u, fact, value) {
      const { facts, rows, totals, yearEnd, veto, ranking } = state;
      const { keyOf } = ranking.form;
      const oldKey = keyOf(facts.group[u], totals[u], yearEnd[u]);
      rows[u * state.width + state.slots.get(fact)] = value;
      state.run(u, u + 1, rows, facts.subjectClass, totals, yearEnd, veto);
      return { total: totals[u], rank: ranking.move(oldKey, keyOf(facts.group[u], totals[u], yearEnd[u])) };
    },
  };
}
