import { cohortFigures } from '../reference/cohort.mjs';
import { evaluateAll, subjectReader } from '../reference/evaluate.mjs';
import { orderKey } from '../reference/grading.mjs';
import { scoreSubject } from '../reference/subject.mjs';

/** A plain interpreter over the scheme tree: the yardstick of correctness. */
export default function make() {
  let scheme;
  let facts;
  let state;
  let read;
  return {
    name: 'reference',
    load(givenScheme, givenFacts) {
      scheme = givenScheme;
      facts = givenFacts;
      read = subjectReader(facts, cohortFigures(scheme, facts));
    },
    evaluateAll() {
      state = evaluateAll(scheme, facts);
      return state;
    },
    update(u, fact, value) {
      facts.columns[fact][u] = value;
      const { total, components } = scoreSubject(scheme, read(u));
      state.totals[u] = total;
      state.yearEnd[u] = components[1];
      if (total < 0) return { total, rank: 0 };
      const key = orderKey(total, components[1]);
      let rank = 1;
      for (let i = 0; i < facts.n; i++) {
        const other = facts.group[i] === facts.group[u] && state.totals[i] >= 0;
        if (other && orderKey(state.totals[i], state.yearEnd[i]) > key) rank++;
      }
      return { total, rank };
    },
  };
}
