import { lastOf, type Statement } from '../passage/statement.ts';
import type { Term, TermOf } from '../phrases/term.ts';

export interface Basis {
  readonly count: number;
  readonly unit: string;
  readonly unitType: string;
  readonly motion: TermOf<'per'>['motion'];
  readonly every: boolean;
}

/** What a figure is taken for: 每少一次, 1条, 扣1分/次, or what the figure before it was taken for (参阅计3分、重要计5分). */
export function basisOf(statement: Statement): Basis | undefined {
  let s: Statement | undefined = statement;
  for (let n = 0; s && n < MOST_CARRIED; n++) {
    const own = ownBasis(s);
    if (own) return own;
    s = s.condition[0]?.type === 'pause' && s.follows?.term.type === 'score' ? s.follows : undefined;
  }
  return undefined;
}

const MOST_CARRIED = 6;

function ownBasis({ term, condition }: Statement): Basis | undefined {
  if (term.type === 'score' && term.per) return { ...term.per, motion: 'none', every: true };
  return lastPer(condition) ?? singleCount(condition);
}

/** The last 每… of the condition, but one with its own number wins over a bare one (每少报1个月). */
function lastPer(condition: readonly Term[]): TermOf<'per'> | undefined {
  const all = condition.filter((t, i): t is TermOf<'per'> => t.type === 'per' && reaches(condition, i));
  const strong = all.filter((p) => p.every);
  const last = (strong.length > 0 ? strong : all).at(-1);
  if (!last) return undefined;
  const first = strong[0];
  // 每人次每半天: the first says what is counted, the second how long one is.
  return first && first !== last && adjacent(condition, first, last) ? first : last;
}

/** 每人每年至少办理1件…,得8分: what asks for something is not what the figure is taken for. */
function reaches(condition: readonly Term[], i: number): boolean {
  const per = condition[i] as TermOf<'per'>;
  const after = condition.slice(i + 1);
  const comma = after.findIndex((t) => t.type === 'comma');
  if (after.some((t) => t.type === 'period' || (t.type === 'threshold' && !per.every))) return false;
  const rest = comma < 0 ? [] : after.slice(comma + 1);
  return per.motion !== 'none' || !rest.some((t) => t.type === 'text' || t.type === 'threshold');
}

const adjacent = (condition: readonly Term[], a: Term, b: Term): boolean =>
  condition.indexOf(b) - condition.indexOf(a) === 1;

/** 旷工一天扣5分, 脱岗半天: time that is counted, not waited for. */
const SPANS: ReadonlySet<string> = new Set(['天', '日', '小时']);

/** 一次扣5分, 一项不合格扣2分: a single one near the figure, in the last clause. */
function singleCount(condition: readonly Term[]): Basis | undefined {
  for (let i = condition.length - 1; i >= 0; i--) {
    const term = condition[i] as Term;
    const single = term.type === 'count' && term.value === 1 && (term.unitType === 'thing' || SPANS.has(term.unit));
    if (single && !asked(condition, i))
      return crossed(condition, i)
        ? undefined
        : { count: 1, unit: term.unit, unitType: term.unitType, motion: 'none', every: false };
    if (term.type === 'comma' && (i < condition.length - 1 || condition[i - 1]?.type !== 'count')) return undefined;
  }
  return undefined;
}

/** 一案死亡3人以上的: the one is told with a limit of another thing. */
function crossed(condition: readonly Term[], i: number): boolean {
  return condition.slice(i + 1).some((t) => t.type === 'threshold');
}

/** 每季度召开一次例会得1分: the one that is asked for. */
function asked(condition: readonly Term[], i: number): boolean {
  for (let j = i - 1; j >= 0 && condition[j]?.type !== 'comma'; j--) if (condition[j]?.type === 'period') return true;
  return false;
}

/** The level that the figure is for: in its own clause, or in the one right before when its own says nothing. */
export function thresholdOf({ condition }: Statement): TermOf<'threshold'> | undefined {
  let end = condition.length;
  while (end > 0 && ['comma', 'open'].includes(condition[end - 1]?.type ?? '')) end--;
  const comma = condition.slice(0, end).findLastIndex((t) => t.type === 'comma');
  return lastOf(condition.slice(comma + 1, end), 'threshold');
}
