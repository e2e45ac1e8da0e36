import { hasSense, lastOf, type Statement } from '../../passage/statement.ts';
import type { Term, TermOf } from '../../phrases/term.ts';
import type { RuleReading } from '../../reading.ts';
import { basisOf, thresholdOf } from '../basis.ts';
import type { Context } from '../context.ts';

/** Several figures read as one rule, and the last statement that it covers. */
export interface Ladder {
  readonly reading: RuleReading;
  readonly last: number;
}

/** One step: a level with its points; `rise`: between two levels the points rise evenly (按比例增加). */
export interface Rung {
  readonly statement: Statement;
  readonly way: 'plus' | 'minus' | 'zero' | 'rise';
  readonly points: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
  /** 在6分至10分之间按比例增加: what the points rise to. */
  readonly to?: number;
  /** 其余: whatever is left below. */
  readonly rest?: boolean;
}

export function rungOf(context: Context, s: Statement, before: readonly Rung[]): Rung | undefined {
  const rise = risingOf(context, s);
  if (rise) return rise;
  const figure = figureOf(context, s);
  if (!figure) return undefined;
  const threshold = thresholdOf(s) ?? timeOf(s) ?? countOf(s);
  if (!threshold) return implied(s, figure, before);
  const mark = s.term.type === 'mark';
  if (mark && s.condition.at(-1) !== threshold && !opensBefore(s)) return undefined;
  const { min, max, unit } = threshold;
  return { statement: s, ...figure, unit, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

type Level = Pick<TermOf<'threshold'>, 'min' | 'max' | 'unit'>;

const lastClause = ({ condition }: Statement): readonly Term[] => {
  const end = condition.at(-1)?.type === 'comma' ? condition.length - 1 : condition.length;
  return condition.slice(condition.slice(0, end).findLastIndex((t) => t.type === 'comma') + 1, end);
};

/** 压缩至1个工作日以内的得6分: less than so long. */
function timeOf(s: Statement): Level | undefined {
  const date = lastOf(lastClause(s), 'date');
  return date?.within && { max: date.within.value, unit: date.within.unit };
}

/** 三次得3分, 发现2名扣4分: so many, where others follow with other numbers. */
function countOf(s: Statement): Level | undefined {
  const last = lastClause(s).findLast((t) => (t.type === 'count' && t.unitType === 'thing') || t.type === 'per');
  if (last?.type === 'count') return { min: last.value, unit: last.unit };
  const plain =
    last?.type === 'per' &&
    !last.every &&
    last.unitType === 'thing' &&
    (last.motion === 'occur' || last.motion === 'none');
  return plain ? { min: last.count, unit: last.unit } : undefined;
}

const opensBefore = (s: Statement): boolean =>
  s.condition.at(-1)?.type === 'open' || s.condition.at(-1)?.type === 'comma';

/** 完成年度计划目标得40分,完成90%得36分: all of it; 否则不得分: the rest. */
function implied(s: Statement, figure: Pick<Rung, 'way' | 'points'>, before: readonly Rung[]): Rung | undefined {
  const rest = before.length > 1 && isRest(s, figure.way, before);
  const lowest = before.at(-1);
  if (rest)
    return {
      statement: s,
      ...figure,
      unit: lowest?.unit ?? '',
      ...(lowest?.min !== undefined && { max: lowest.min }),
      rest: true,
    };
  const all = before.length === 0 && figure.way === 'plus' && hasSense(s.condition, 'reach');
  return all ? { statement: s, ...figure, unit: '%', min: 100 } : undefined;
}

/** 死亡2人扣20分 may be one of several levels; 每缺一项扣1分 is not. */
const COUNTED: ReadonlySet<string> = new Set(['occur', 'none']);

const REST = ['其余', '其他', '其它'];

/** 否则不得分, 其余得1分, 未召开的不得分: whatever is below the lowest step. */
function isRest(s: Statement, way: Rung['way'], before: readonly Rung[]): boolean {
  if (way === 'minus' || before.some((r) => r.way === 'minus') || before.at(-1)?.min === undefined) return false;
  if (hasSense(s.condition, 'otherwise')) return way === 'zero';
  if (s.condition.some((t) => t.type === 'text' && REST.some((word) => t.text.startsWith(word)))) return true;
  const counted = !['%', '分', ''].includes(before[0]?.unit ?? '');
  return way === 'zero' && counted && hasSense(lastClause(s), 'negation');
}

function figureOf(context: Context, s: Statement): Pick<Rung, 'way' | 'points'> | undefined {
  const { term } = s;
  if (term.type === 'zero') return { way: 'zero', points: 0 };
  if (term.type === 'word' && term.sense === 'spared' && thresholdOf(s)) return { way: 'plus', points: 0 };
  if (term.type !== 'score' && term.type !== 'mark') return undefined;
  const amount = term.amount;
  const points = amount?.word === 'full' ? context.full : amount?.values.length === 1 ? amount.values[0] : undefined;
  if (points === undefined || amount?.low !== undefined) return undefined;
  if (term.type === 'mark') return { way: 'plus', points };
  const stepped = basisOf(s);
  if (
    term.discretion ||
    term.spread ||
    (stepped && (stepped.every || !COUNTED.has(stepped.motion))) ||
    term.per ||
    term.verb === 'penalty'
  )
    return undefined;
  return { way: term.verb === 'deduct' ? 'minus' : 'plus', points };
}

/** 70%—90%按比例增加, 80%以上不满95%的在6分至10分之间按比例增加. */
function risingOf(context: Context, s: Statement): Rung | undefined {
  const range = lastOf(s.condition, 'threshold');
  const { term } = s;
  const closed = range?.min !== undefined && range.max !== undefined;
  if (term.type === 'word' && term.sense === 'proportion') {
    const said = s.follows?.term.type === 'mark' && s.follows.term.amount.low !== undefined;
    if (!closed && !said) return undefined;
    return {
      statement: s,
      way: 'rise',
      points: 0,
      unit: range?.unit ?? '',
      ...(closed && { min: range.min, max: range.max }),
    } as Rung;
  }
  if (term.type !== 'mark' || term.amount.low === undefined || !closed || !risesAfter(context, s)) return undefined;
  const { low, high = low } = term.amount;
  return {
    statement: s,
    way: 'plus',
    points: low,
    to: high,
    min: range.min as number,
    max: range.max as number,
    unit: range.unit,
  };
}

const risesAfter = (context: Context, s: Statement): boolean =>
  context.passage.terms.slice(s.at + 1, s.at + 4).some((t) => t.type === 'word' && t.sense === 'proportion');

export function pointsOf(term: Term): number | undefined {
  if (term.type === 'zero') return 0;
  if (term.type !== 'score' && term.type !== 'mark') return undefined;
  return term.amount?.values.length === 1 ? term.amount.values[0] : undefined;
}
