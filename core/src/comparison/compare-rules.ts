import { printRule } from '../rule-text/index.ts';
import type { WrittenRule } from '../scheme/index.ts';
import type { Change, Direction } from './change.ts';

interface Place {
  readonly id: string;
  readonly where: string;
}

const TAKES: ReadonlySet<string> = new Set([
  'deduct',
  'deductEach',
  'shortfall',
  'deadline',
  'penalty',
  'zeroItem',
  'veto',
]);

/** What the rules of one item became: figures compared rule by rule, the rest new or gone. */
export function compareRules(place: Place, before: readonly WrittenRule[], after: readonly WrittenRule[]): Change[] {
  const left = [...after];
  const changes: Change[] = [];
  for (const old of before) {
    const at = partnerOf(old, left);
    const [now] = at < 0 ? [] : left.splice(at, 1);
    if (!now) changes.push({ ...place, direction: gone(old), message: `不再有“${say(old)}”` });
    else if (figures(old) !== figures(now))
      changes.push({ ...place, direction: directionOf(old, now), message: `“${say(old)}”改为“${say(now)}”` });
  }
  for (const fresh of left) changes.push({ ...place, direction: come(fresh), message: `新增“${say(fresh)}”` });
  return changes;
}

const say = (rule: WrittenRule): string => rule.clause ?? printRule(rule);

const takes = (rule: WrittenRule): boolean =>
  TAKES.has(rule.kind) ||
  (rule.kind === 'ratioStep' && rule.mode !== 'add') ||
  (rule.kind === 'discretion' && rule.mode === undefined);

const come = (rule: WrittenRule): Direction =>
  takes(rule) ? 'tightened' : rule.kind === 'bonus' ? 'loosened' : 'added';
const gone = (rule: WrittenRule): Direction =>
  takes(rule) ? 'loosened' : rule.kind === 'bonus' ? 'tightened' : 'removed';

/** The same kind with the most alike words; a rule of another kind is another rule. */
function partnerOf(old: WrittenRule, among: readonly WrittenRule[]): number {
  let best = -1;
  let most = -1;
  among.forEach((rule, i) => {
    if (rule.kind !== old.kind) return;
    const shared = alike(words(old), words(rule));
    if (shared > most) {
      most = shared;
      best = i;
    }
  });
  return most >= MIN_ALIKE || among.filter((r) => r.kind === old.kind).length === 1 ? best : -1;
}

const MIN_ALIKE = 0.3;

const words = (rule: WrittenRule): string => rule.when ?? rule.clause ?? '';

/** The share of two-character pieces that both texts have. */
function alike(a: string, b: string): number {
  const pieces = new Set(Array.from({ length: Math.max(0, a.length - 1) }, (_, i) => a.slice(i, i + 2)));
  if (pieces.size === 0 || b.length < 2) return a === b ? 1 : 0;
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i++) if (pieces.has(b.slice(i, i + 2))) shared++;
  return shared / Math.max(pieces.size, b.length - 1);
}

const NOT_FIGURES: ReadonlySet<string> = new Set(['clause', 'when', 'note', 'id', 'unsure', 'on']);

const figures = (rule: WrittenRule): string =>
  JSON.stringify(
    Object.entries(rule)
      .filter(([key, value]) => !NOT_FIGURES.has(key) && value !== undefined)
      .sort(),
  );

/** More of these figures is harder on whoever is assessed; more of `LENIENT` is kinder. */
const STRICT = ['points', 'required', 'cap', 'min', 'max', 'first'];
const LENIENT = ['grace', 'above', 'step'];

function directionOf(old: WrittenRule, now: WrittenRule): Direction {
  if (!takes(old)) return old.kind === 'bonus' ? swap(moved(old, now)) : 'changed';
  return moved(old, now);
}

const swap = (d: Direction): Direction => (d === 'tightened' ? 'loosened' : d === 'loosened' ? 'tightened' : d);

function moved(old: WrittenRule, now: WrittenRule): Direction {
  const ways = new Set<number>();
  for (const [keys, sign] of [
    [STRICT, 1],
    [LENIENT, -1],
  ] as const)
    for (const key of keys) {
      const way =
        Math.sign(numberOf(now, key, Number.POSITIVE_INFINITY) - numberOf(old, key, Number.POSITIVE_INFINITY)) * sign;
      if (way !== 0 && !Number.isNaN(way)) ways.add(way);
    }
  const due = dueWay(old, now);
  if (due !== 0) ways.add(due);
  if (ways.size !== 1) return 'changed';
  return ways.has(1) ? 'tightened' : 'loosened';
}

/** Without a cap there is no bound; a figure by class counts by its sum. */
function numberOf(rule: WrittenRule, key: string, absent: number): number {
  const value = (rule as unknown as Record<string, unknown>)[key];
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null)
    return Object.values(value as Record<string, number>).reduce((a, b) => a + b, 0);
  return key === 'cap' || key === 'max' ? absent : 0;
}

/** An earlier day is harder. */
function dueWay(old: WrittenRule, now: WrittenRule): number {
  if (old.kind !== 'deadline' || now.kind !== 'deadline') return 0;
  const [a, b] = [old.due, now.due];
  return typeof a === 'string' && typeof b === 'string' && a.length === b.length ? Math.sign(a.localeCompare(b)) : 0;
}
