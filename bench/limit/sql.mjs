import { lower, reads, render } from '../limit/lower.mjs';

const ORDER_KEY = 2097152;

function sqlDialect(intDiv) {
  return {
    fact: (id) => id,
    cohort: (id, figure) => `${id}_${figure}`,
    var: (name) => name.toLowerCase(),
    cls: ([a, b, c]) => `(CASE k WHEN 0 THEN ${a} WHEN 1 THEN ${b} ELSE ${c} END)`,
    min: (a, b) => `LEAST(${a}, ${b})`,
    max: (a, b) => `GREATEST(${a}, ${b})`,
    halfUp: (a, b) => `((2 * ${a} + ${b}) ${intDiv} (2 * ${b}))`,
    floorDiv: (a, b) => `(${a} ${intDiv} ${b})`,
    if: (condition, a, b) => `(CASE WHEN ${condition} THEN ${a} ELSE ${b} END)`,
    unlessZero: (den, a, zero) => `(CASE WHEN ${den} = 0 THEN ${zero} ELSE ${a} END)`,
    eq: (a, b) => `(${a} = ${b})`,
    or: (list) => `(${list.join(' OR ')})`,
    panel: (ids) => {
      const sum = ids.map((id) => `COALESCE(${id}, 0)`).join(' + ');
      const n = ids.map((id) => `(CASE WHEN ${id} IS NULL THEN 0 ELSE 1 END)`).join(' + ');
      const cut = `(${sum} - GREATEST(${ids.join(', ')}) - LEAST(${ids.join(', ')}))`;
      return `(CASE WHEN (${n}) >= 4 THEN (2 * ${cut} + (${n}) - 2) ${intDiv} (2 * ((${n}) - 2))
        WHEN (${n}) = 3 THEN (2 * (${sum}) + 3) ${intDiv} 6 ELSE -1 END)`;
    },
  };
}

/** Cohort figures as window functions beside the facts; products of a wide scheme need 64-bit integers. */
function source(scheme, type, where) {
  const columns = scheme.facts.map(({ id }) => `${id}::${type} AS ${id}`);
  for (const { kind, fact } of scheme.cohort) {
    if (kind === 'rank') columns.push(`RANK() OVER (PARTITION BY cat ORDER BY ${fact} DESC)::${type} AS ${fact}_place`);
    else {
      columns.push(`MAX(${fact}) OVER (PARTITION BY cat)::${type} AS ${fact}_highest`);
      columns.push(`MIN(${fact}) OVER (PARTITION BY cat)::${type} AS ${fact}_lowest`);
    }
  }
  return `SELECT u, cat::${type} AS cat, k::${type} AS k, ${columns.join(', ')} FROM facts ${where}`;
}

/** One set-based query for every score: nested levels, item → group → component → total. */
export function scoreSql(scheme, { dialect, where = '' }) {
  const postgres = dialect === 'postgres';
  const d = sqlDialect(postgres ? '/' : '//');
  const barrier = postgres ? ' OFFSET 0' : ''; // keeps PostgreSQL from inlining a level into the next again and again
  const all = lower(scheme);
  const level = new Map();
  for (const { name, expr } of all) {
    level.set(name, 1 + Math.max(0, ...[...reads(expr, 'var')].map((inner) => level.get(inner))));
  }
  const lastUse = new Map(); // the deepest level that reads a column, so that it is carried up to there
  const inputs = ({ expr }) => [...reads(expr, 'var'), ...reads(expr, 'fact'), ...reads(expr, 'cohort')];
  for (const entry of all) {
    for (const name of inputs(entry)) lastUse.set(name, Math.max(lastUse.get(name) ?? 0, level.get(entry.name)));
  }
  const deepest = Math.max(...level.values());
  for (const name of ['total', 'yearEnd', 'veto']) lastUse.set(name, deepest + 1);
  let from = source(scheme, scheme.perPoint === 100 ? 'INTEGER' : 'BIGINT', where);
  let kept = [...new Set(all.flatMap(inputs))].filter((name) => !level.has(name)); // facts and cohort figures
  for (let l = 1; l <= deepest; l++) {
    const now = all.filter(({ name }) => level.get(name) === l);
    kept = kept.filter((name) => lastUse.get(name) > l);
    const columns = ['u', 'cat', ...kept.map((name) => name.toLowerCase())];
    columns.push(...now.map(({ name, expr }) => `${render(expr, d)} AS ${name.toLowerCase()}`));
    from = `SELECT ${columns.join(',\n  ')}\nFROM (${from}${barrier}) AS l${l}`;
    kept.push(...now.map(({ name }) => name));
  }
  return `SELECT u, cat, total, yearend, veto, total::BIGINT * ${ORDER_KEY} + yearend AS sortkey FROM (${from}${barrier}) AS top`;
}

/** Ranks and grades over the scores, by window functions within each group and completeness. */
export function rankSql(scheme, inner) {
  const [excellent, good, pass] = scheme.grading.bands;
  const eligible = `veto = 0 AND total >= ${excellent}`;
  return `SELECT u, cat, total, yearend, veto, sortkey, CASE WHEN total < 0 THEN 0 ELSE place END AS rank,
  CASE WHEN veto = 2 THEN 3 WHEN total < 0 THEN 255 WHEN ${eligible} AND before <= quota THEN 0
       WHEN veto = 1 AND total >= ${pass} THEN 2 WHEN total >= ${good} THEN 1 WHEN total >= ${pass} THEN 2 ELSE 3 END AS grade
FROM (SELECT *, RANK() OVER (PARTITION BY cat, total < 0 ORDER BY sortkey DESC) AS place,
    COUNT(*) FILTER (WHERE ${eligible}) OVER (PARTITION BY cat, total < 0 ORDER BY sortkey DESC
      RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before,
    FLOOR(COUNT(*) OVER (PARTITION BY cat, total < 0) * ${scheme.grading.quotaPercent} / 100) AS quota
  FROM (${inner}) AS s) AS r`;
}
