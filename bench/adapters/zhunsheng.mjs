import { coreModule } from '../core-module.mjs';
import { MISSING } from '../problem/scheme.mjs';
import { describeInputs } from '../zhunsheng/columns.mjs';
import { classId, schemeDocument } from '../zhunsheng/document.mjs';
import { factsOf, subjectOf } from '../zhunsheng/facts.mjs';

const { parseScheme } = await coreModule('scheme');
const { compileScheme, CompiledCohort, NO_TOTAL, slotKey } = await coreModule('scoring/compiled');

/** Our engine: the scheme document compiled, the facts loaded by column. */
export default function make() {
  let state;
  const told = (total) => (total === NO_TOTAL ? MISSING : total);
  return {
    name: 'zhunsheng',
    load(bench, facts) {
      const { scheme, diagnostics } = parseScheme(schemeDocument(bench));
      if (!scheme) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
      const { ranges, factOf, keyOf } = describeInputs(bench, slotKey);
      const classes = Array.from({ length: bench.classes }, (_, i) => classId(i));
      const compilation = compileScheme(scheme, { subjects: facts.n, classes, ranges });
      if (!compilation.ok) throw new Error(compilation.reason);
      const cohort = new CompiledCohort(compilation.compiled, {
        n: facts.n,
        groupOf: facts.group,
        classOf: facts.subjectClass,
        column: (key) => facts.columns[factOf.get(key)],
      });
      state = { bench, facts, scheme, cohort, keyOf };
    },
    evaluateAll() {
      state.results = state.cohort.evaluateAll();
      return state.results;
    },
    /** Read out for checking: an incomplete subject has no total, which the reference writes as MISSING. */
    results() {
      const { totals, ranks, grades } = state.results;
      return { totals: totals.map(told), ranks, grades };
    },
    update(subject, fact, value) {
      const { total, rank } = state.cohort.update(subject, state.keyOf.get(fact), value);
      return { total: told(total), rank };
    },
    /** Puts the facts of these subjects on record; a cohort rule needs those of the whole group. */
    async beforeExplain(subjects) {
      const { scoreCohort } = await coreModule('scoring');
      const { fraction, NO_HOLIDAYS } = await coreModule('values');
      const { bench, facts, scheme } = state;
      const all = Array.from({ length: facts.n }, (_, i) => i);
      const present = bench.cohort.length > 0 ? all : subjects;
      const recorded = present.flatMap((u) => factsOf(bench, facts, u, fraction));
      const roster = present.map((u) => subjectOf(facts, u));
      state.traced = scoreCohort(scheme, roster, recorded, { asOf: '2024-12-31', holidays: NO_HOLIDAYS });
    },
    explain: (subject) => ({ total: state.traced.sheet(`s${subject}`).total ?? MISSING }),
    source: () => state.cohort.compiled.programs.map(({ source }) => source),
  };
}
