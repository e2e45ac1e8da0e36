import { figureAt } from './cohort.mjs';
import { lower, reads, render } from './lower.mjs';

/** The facts of a subject in row order. */
export const rowSlots = (scheme) => new Map(scheme.facts.map(({ id }, i) => [id, i]));

/**
 * Straight-line source for this one scheme over rows of facts. With `split`, one function for each top-level group, so
 * that each body is small enough to be optimised quickly; without, everything in one body.
 */
export function rowSource(scheme, dialect, { split }) {
  const slots = rowSlots(scheme);
  const d = rowDialect(dialect, slots);
  const all = lower(scheme);
  const line = ({ name, expr }) => `    const v_${name} = ${render(expr, d)};\n`;
  const done = new Set();
  let functions = '';
  let calls = '';
  if (split) {
    const byName = new Map(all.map((entry) => [entry.name, entry]));
    for (const { id } of scheme.components.flatMap((component) => component.children)) {
      const names = closure(id, byName).filter((name) => !done.has(name));
      for (const name of names) done.add(name);
      const results = [...new Set([id, ...usedLater(names, all, done)])];
      functions += groupFunction(id, names.map((name) => line(byName.get(name))).join(''), results);
      calls += `    const v_${id} = g_${id}(u, F, o, c, m1, m2);\n`;
      results.slice(1).forEach((name, i) => {
        calls += `    const v_${name} = R[${i}];\n`;
      });
    }
  }
  const rest = all.filter(({ name }) => !done.has(name));
  return `${dialect.prelude}
const R = new Int32Array(64);
${functions}
return function evaluateRange(lo, hi, F, cls, totals, yearEnd, veto) {
  for (let u = lo; u < hi; u++) {
    const o = u * ${slots.size}, c = cls[u], m1 = -(c & 1), m2 = -(c >> 1);
${calls}${rest.map(line).join('')}    totals[u] = v_total; yearEnd[u] = v_yearEnd; veto[u] = v_veto;
  }
};`;
}

const rowDialect = (dialect, slots) => ({
  ...dialect,
  fact: (id) => `F[o + ${slots.get(id)}]`,
  cohort: (id, figure) => figureAt(id, figure, 'u'),
  var: (name) => `v_${name}`,
  panel: (ids) => `panel5(${ids.map((id) => `F[o + ${slots.get(id)}]`).join(', ')})`,
});

/** A group's own function returns its score; what else others read (a panel's mean) it leaves in R. */
const groupFunction = (id, body, [result, ...others]) =>
  `function g_${id}(u, F, o, c, m1, m2) {\n${body}${others.map((name, i) => `    R[${i}] = v_${name};\n`).join('')}` +
  `    return v_${result};\n}\n`;

function closure(name, byName, found = []) {
  if (found.includes(name)) return found;
  for (const inner of reads(byName.get(name).expr, 'var')) closure(inner, byName, found);
  found.push(name);
  return found;
}

function usedLater(names, all, done) {
  const own = new Set(names);
  const used = new Set();
  for (const { name, expr } of all)
    if (!done.has(name)) for (const v of reads(expr, 'var')) if (own.has(v)) used.add(v);
  return used;
}
