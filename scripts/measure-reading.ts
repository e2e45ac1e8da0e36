/**
 * Measures the reading of scoring text: `npm run measure` on our own cases, `npm run measure -- GOLD.jsonl` on labelled lines
 * {id, heading, points, text, rules}. Strict: same kind and same figures as the label or one of its `alt`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readRules } from '@zhunsheng/core/rule-text';
import { parse } from 'yaml';

type Rule = Record<string, unknown> & { kind: string; alt?: Rule[]; uncertain?: unknown };
interface Item {
  text: string;
  heading?: string;
  points?: number | null;
  rules: Rule[];
}

const FIGURES: Record<string, string[]> = {
  deduct: ['points'],
  deductEach: ['points', 'unit', 'cap'],
  shortfall: ['points', 'required', 'period', 'cap'],
  deadline: ['points', 'per', 'due'],
  award: ['points'],
  awardEach: ['points', 'unit', 'cap'],
  bonus: ['points', 'per', 'cap'],
  penalty: ['points', 'per', 'cap'],
  discretion: ['min', 'max', 'mode'],
  veto: ['effect'],
  cap: ['scope', 'points'],
  tiers: ['steps', 'mode'],
  ratioStep: ['target', 'step', 'points', 'dir'],
  proportion: ['points'],
  rank: ['steps'],
  gradeBand: ['grade', 'min', 'max'],
  weight: ['percent'],
  quota: ['grade', 'percent'],
};
const FAMILY: Record<string, string> = {
  deduct: 'minus',
  deductEach: 'minus',
  shortfall: 'minus',
  deadline: 'minus',
  penalty: 'minus',
  award: 'plus',
  awardEach: 'plus',
  bonus: 'plus',
  proportion: 'plus',
  tiers: 'scale',
  ratioStep: 'scale',
  rank: 'scale',
  relative: 'scale',
};
const DEFAULTS: Record<string, unknown> = { min: 0, dir: 'below', mode: 'deduct' };

const CASES = new URL('../core/src/rule-text/cases/', import.meta.url);

function itemsOf(file: string | undefined): Item[] {
  if (file !== undefined)
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Item);
  const files = readdirSync(CASES).filter((f) => f.endsWith('.yaml'));
  return files.flatMap((f) => parse(readFileSync(new URL(f, CASES), 'utf8')) as Item[]);
}

function text(field: string, value: unknown, item: Item): string {
  if (value === 'full' && field === 'points') return String(item.points);
  if (Array.isArray(value))
    return value
      .map((s) => `${s.min ?? ''}:${s.max ?? ''}:${text('points', s.points, item)}`)
      .sort()
      .join('|');
  return String(value ?? DEFAULTS[field] ?? '');
}

function alike(gold: Rule, read: Rule, item: Item): boolean {
  return [gold, ...(gold.alt ?? [])].some(
    (g) =>
      g.kind === read.kind &&
      (FIGURES[g.kind] ?? []).every(
        (f) => (f === 'unit' && (g.unit ?? read.unit) === undefined) || text(f, g[f], item) === text(f, read[f], item),
      ),
  );
}

const near = (gold: Rule, read: Rule, item: Item): boolean =>
  [gold, ...(gold.alt ?? [])].some(
    (g) =>
      (FAMILY[g.kind] ?? g.kind) === (FAMILY[read.kind] ?? read.kind) &&
      text('points', g.points, item) === text('points', read.points, item),
  );

const sums = { gold: 0, right: 0, read: 0, confident: 0, confidentRight: 0, silent: 0 };
for (const item of itemsOf(process.argv[2])) {
  const source = {
    text: item.text,
    ...(item.heading && { heading: item.heading }),
    ...(item.points != null && { points: item.points }),
  };
  const read = readRules(source).filter((r) => r.rule.kind !== 'other');
  const left = item.rules.filter((r) => r.kind !== 'other');
  const spare = item.rules.length - left.length;
  sums.gold += left.length;
  sums.read += read.length;
  const unmatched: (typeof read)[number][] = [];
  for (const reading of read) {
    const at = left.findIndex((gold) => alike(gold, reading.rule as unknown as Rule, item));
    if (reading.uncertain === undefined) sums.confident++;
    if (at < 0) {
      unmatched.push(reading);
      continue;
    }
    left.splice(at, 1);
    sums.right++;
    if (reading.uncertain === undefined) sums.confidentRight++;
  }
  const wrong = unmatched.filter(
    (r) => r.uncertain === undefined && !left.some((g) => near(g, r.rule as unknown as Rule, item)),
  );
  sums.silent += Math.max(0, wrong.length - spare);
}
const percent = (a: number, b: number): string => `${b === 0 ? '-' : ((100 * a) / b).toFixed(1)}%`;
console.log(
  `规则 ${sums.gold} 条；读对 ${percent(sums.right, sums.gold)}；不须确认的读法中正确的 ${percent(sums.confidentRight, sums.confident)}`,
);
console.log(
  `读对的规则中不须确认的 ${percent(sums.confidentRight, sums.right)}；未提示的错误 ${sums.silent} 处（${percent(sums.silent, sums.read)}）`,
);
