import { figureAt } from './cohort.mjs';
import { lower, reads, render } from './lower.mjs';
import { rowSlots } from './row-source.mjs';

const BLOCK = 2048;
const RESULTS = { total: 'totals[o + i]', veto: 'veto[o + i]' };

/** Column form: one loop for each expression over a block of subjects; every body is tiny and its columns contiguous. */
export function columnSource(scheme, dialect) {
  const slots = rowSlots(scheme);
  const all = lower(scheme);
  const temporary = new Map(all.map(({ name }, i) => [name, i]));
  const d = {
    ...dialect,
    fact: (id) => `${id}[o + i]`,
    cohort: (id, figure) => figureAt(id, figure, 'o + i'),
    var: (name) => `t_${name}[i]`,
    panel: (ids) => `panel5(${ids.map((id) => `${id}[o + i]`).join(', ')})`,
  };
  let functions = '';
  let calls = '';
  for (const { name, expr } of all) {
    const inputs = [...reads(expr, 'fact')];
    const variables = [...reads(expr, 'var')];
    const own = RESULTS[name] ? [] : [name];
    const target = RESULTS[name] ?? (name === 'yearEnd' ? 'yearEnd[o + i] = t_yearEnd[i]' : `t_${name}[i]`);
    const common = 'o, m, cls, totals, yearEnd, veto';
    const names = [common, ...inputs, ...[...variables, ...own].map((v) => `t_${v}`)];
    const values = [
      common,
      ...inputs.map((v) => `C[${slots.get(v)}]`),
      ...[...variables, ...own].map((v) => `T[${temporary.get(v)}]`),
    ];
    functions += `function e_${name}(${names.join(', ')}) {
  for (let i = 0; i < m; i++) { const c = cls[o + i], m1 = -(c & 1), m2 = -(c >> 1); ${target} = ${render(expr, d)}; }
}\n`;
    calls += `    e_${name}(${values.join(', ')});\n`;
  }
  return `${dialect.prelude}${functions}
const T = Array.from({ length: ${all.length} }, () => new Int32Array(${BLOCK}));
return function evaluateRange(lo, hi, C, cls, totals, yearEnd, veto) {
  for (let o = lo; o < hi; o += ${BLOCK}) {
    const m = Math.min(${BLOCK}, hi - o);
${calls}  }
};`;
}
