import { cohortFigures } from './cohort.mjs';
import { rankAndGrade } from './grading.mjs';
import { scoreSubject } from './subject.mjs';

/** A reader of one subject's facts, in the form that `scoreSubject` takes. */
export function subjectReader(facts, cohort) {
  const reader = (u) => ({
    subjectClass: facts.subjectClass[u],
    get: (id) => facts.columns[id][u],
    cohort: (rule) => cohort(rule, u),
  });
  return reader;
}

/** Totals, year-end scores, vetoes, ranks and grades of all subjects. */
export function evaluateAll(scheme, facts) {
  const { n, group } = facts;
  const totals = new Int32Array(n);
  const yearEnd = new Int32Array(n);
  const veto = new Uint8Array(n);
  const read = subjectReader(facts, cohortFigures(scheme, facts));
  for (let u = 0; u < n; u++) {
    const result = scoreSubject(scheme, read(u));
    totals[u] = result.total;
    yearEnd[u] = result.components[1];
    veto[u] = result.veto;
  }
  return { totals, yearEnd, veto, ...rankAndGrade(scheme, { totals, yearEnd, veto }, group) };
}
