const LIMITS = ['limit-row', 'limit-row1', 'limit-col'];

const figure = (x, digits = 3) => {
  if (x === undefined || x === null || !Number.isFinite(x)) return '-';
  return x >= 1000 ? Math.round(x).toLocaleString('en-US') : String(Number(x.toPrecision(digits)));
};
const least = (rows, pick) => Math.min(...LIMITS.map((id) => pick(rows[id] ?? {})).filter((x) => x > 0));

/** The limits of one table: the best of the three forms, figure by figure, except memory, which is the fastest form's. */
export function limitsOf(rows) {
  const ms = least(rows, (row) => row.ms);
  const fastest = LIMITS.find((id) => rows[id]?.ms === ms);
  return {
    ms,
    fastest,
    firstMs: least(rows, (row) => row.freshMs ?? row.firstMs),
    changeUs: least(rows, (row) => row.change?.median),
    peakMB: rows[fastest]?.peakMB,
  };
}

function line(id, row, limit) {
  if (row.error || row.skipped)
    return `| ${id} | ${row.error ? `failed: ${row.error.split('\n')[0]}` : row.skipped} |${' |'.repeat(12)}`;
  const first = row.freshMs ?? row.firstMs;
  const { wrong, wrongChanges } = row;
  const cells = [
    id,
    figure(row.loadMs),
    figure(first),
    figure(first / limit.firstMs),
    `${figure(row.ms)} (${figure(Math.min(...row.samples))}–${figure(Math.max(...row.samples))})`,
    figure(row.ms / limit.ms),
    figure(row.perSecond),
    row.change ? `${figure(row.change.median)} (${figure(row.change.p95)})` : '-',
    row.change ? figure(row.change.median / limit.changeUs) : '-',
    figure(row.peakMB),
    figure(row.peakMB / limit.peakMB),
    row.explain
      ? `${figure(row.explain.median)}${row.explain.different ? ` (${row.explain.different} differ)` : ''}`
      : '-',
    `${wrong.totals} / ${wrong.ranks} / ${wrong.grades}`,
    wrongChanges ? `${wrongChanges.totals} / ${wrongChanges.ranks} of ${wrongChanges.checked}` : '-',
  ];
  return `| ${cells.join(' | ')} |`;
}

const HEAD = [
  'engine',
  'load ms',
  'first run ms',
  '× limit',
  'median ms (min–max)',
  '× limit',
  'subjects/s',
  'one change µs (p95)',
  '× limit',
  'peak MB',
  '× limit',
  'one sheet µs',
  'wrong totals / ranks / grades',
  'wrong after changes: totals / ranks',
];

/** Markdown tables of a whole run, one for each shape and size. */
export function tables({ machine, results }) {
  let text = `${machine}\n`;
  for (const { shape, size, rows } of results) {
    const limit = limitsOf(rows);
    const order = Object.entries(rows).sort(([, a], [, b]) => (a.ms ?? 1e12) - (b.ms ?? 1e12));
    text += `\n### ${shape}, ${size.toLocaleString('en-US')} subjects\n\n| ${HEAD.join(' | ')} |\n`;
    text += `|---|${'---:|'.repeat(HEAD.length - 1)}\n${order.map(([id, row]) => line(id, row, limit)).join('\n')}\n`;
  }
  return text;
}
