import { compileWith, makeCohortPass } from '../limit/cohort.mjs';
import { columnSource } from '../limit/column-source.mjs';
import { makeRanking } from '../limit/ranking.mjs';
import { tuned } from '../limit/tuned-dialect.mjs';

/** The limit in column form: one small loop for each expression over blocks of subjects. */
export default function make({ name = 'limit-col', dialect = tuned } = {}) {
  let state;
  return {
    name,
    load(scheme, facts) {
      const { n } = facts;
      const { columns } = facts;
      const cohort = makeCohortPass(scheme, facts);
      state = {
        facts,
        columns,
        list: facts.ids.map((id) => columns[id]),
        cohort,
        run: compileWith(columnSource(scheme, dialect), cohort.figures, facts.group),
        totals: new Int32Array(n),
        yearEnd: new Int32Array(n),
        veto: new Uint8Array(n),
        ranking: makeRanking(scheme, n),
      };
    },
    evaluateAll() {
      const { facts, list, totals, yearEnd, veto, ranking } = state;
      state.cohort.run();
      state.run(0, facts.n, list, facts.subjectClass, totals, yearEnd, veto);
      ranking.all(totals, yearEnd, veto, facts.group);
      return { totals, ranks: ranking.ranks, grades: ranking.grades };
    },
    update(u, fact, value) {
      const { facts, list, totals, yearEnd, veto, ranking } = state;
      const { keyOf } = ranking.form;
      const oldKey = keyOf(facts.group[u], totals[u], yearEnd[u]);
      state.columns[fact][u] = value;
      state.run(u, u + 1, list, facts.subjectClass, totals, yearEnd, veto);
      return { total: totals[u], rank: ranking.move(oldKey, keyOf(facts.group[u], totals[u], yearEnd[u])) };
    },
  };
}
