/**
 * Cohort figures at the limit: for each measured fact one counting pass by group (values are small positive integers),
 * linear in subjects and range. Places lie in a column of their own, highest and lowest in one cell for each group.
 */
export function makeCohortPass(scheme, { n, group, columns }) {
  if (scheme.cohort.length === 0) return { figures: {}, run: () => {} };
  const high = Math.max(...scheme.facts.filter((fact) => fact.draw === 'measured').map((fact) => fact.high));
  const span = high + 2;
  const counts = new Uint32Array(span * scheme.groups);
  const figures = {};
  for (const { kind, fact } of scheme.cohort) {
    if (kind === 'rank') figures[`${fact}_place`] = new Int32Array(n);
    else for (const edge of ['highest', 'lowest']) figures[`${fact}_${edge}`] = new Int32Array(scheme.groups);
  }
  const run = () => {
    for (const { kind, fact } of scheme.cohort) {
      if (kind === 'rank') places(n, group, columns[fact], counts, span, scheme.groups, figures[`${fact}_place`]);
      else edges(n, group, columns[fact], figures[`${fact}_highest`], figures[`${fact}_lowest`]);
    }
  };
  return { figures, run };
}

function places(n, group, values, counts, span, groups, out) {
  counts.fill(0);
  for (let u = 0; u < n; u++) counts[group[u] * span + values[u]]++;
  for (let g = 0; g < groups; g++) {
    let place = 1;
    for (let i = g * span + span - 1; i >= g * span; i--) {
      const here = counts[i];
      counts[i] = place;
      place += here;
    }
  }
  for (let u = 0; u < n; u++) out[u] = counts[group[u] * span + values[u]];
}

function edges(n, group, values, highest, lowest) {
  highest.fill(-2147483648);
  lowest.fill(2147483647);
  for (let u = 0; u < n; u++) {
    const g = group[u];
    const value = values[u];
    if (value > highest[g]) highest[g] = value;
    if (value < lowest[g]) lowest[g] = value;
  }
}

/** How generated source reads a figure: a place by subject, an edge by the subject's group. */
export const figureAt = (fact, figure, subject) =>
  figure === 'place' ? `${fact}_place[${subject}]` : `${fact}_${figure}[group[${subject}]]`;

/** Compiles generated source with its cohort figures and the groups in scope. */
export const compileWith = (source, figures, group) =>
  new Function('group', ...Object.keys(figures), source)(group, ...Object.values(figures));
