import type { Token } from '../lexer/token.ts';
import { quantityAt } from './quantity.ts';
import type { Match, Quantity, TermOf } from './term.ts';

type Threshold = Omit<TermOf<'threshold'>, 'start' | 'end' | 'gap'>;

type Side = 'min' | 'max' | 'missed';
const SIDES: Readonly<Record<string, Side>> = {
  atLeast: 'min',
  reach: 'min',
  moreThan: 'min',
  lessThan: 'missed',
  below: 'missed',
  above: 'min',
};

function compareSide(token: Token | undefined): Side | undefined {
  if (token?.kind !== 'compare') return undefined;
  return token.text === '<' || token.text === '\uff1c' || token.text === '≤' ? 'max' : 'min';
}

function prefixAt(tokens: readonly Token[], i: number): { side: Side; next: number; word: string } | undefined {
  const token = tokens[i];
  const side = token?.kind === 'word' ? SIDES[token.sense ?? ''] : compareSide(token);
  if (!token || !side) return undefined;
  const next =
    tokens[i + 1]?.kind === 'equals' || tokens[i + 1]?.text === '到' || tokens[i + 1]?.text === '于' ? i + 2 : i + 1;
  const under = prefixAt2(tokens[next]);
  return { side: under ?? side, next: under ? next + 1 : next, word: token.text };
}

/** 控制在≤5%, 达到≥90%: the sign decides. */
const prefixAt2 = (token: Token | undefined): Side | undefined => compareSide(token);

/** (含80%), ,含90分, (不含): says which side the edge belongs to; the edge rule of the tiers stays. */
function afterNote(tokens: readonly Token[], i: number): number {
  const opens = tokens[i]?.kind === 'open' || tokens[i]?.kind === 'comma';
  const note = opens ? tokens[i + 1] : tokens[i];
  if (note?.sense !== 'inclusive') return i;
  let end = opens ? i + 2 : i + 1;
  const quantity = quantityAt(tokens, end);
  if (quantity) end = quantity.next;
  if (tokens[end]?.sense === 'orMore' || tokens[end]?.sense === 'orLess') end++;
  if (tokens[i]?.kind === 'open') return tokens[end]?.kind === 'close' ? end + 1 : i;
  return quantity || tokens[i]?.kind !== 'comma' ? end : i;
}

const limits = (side: Side, value: number): Pick<Threshold, 'min' | 'max' | 'missed'> =>
  side === 'min' ? { min: value, missed: false } : { max: value, missed: side === 'missed' };

function suffixSide(token: Token | undefined): Side | undefined {
  if (token?.sense === 'orMore') return 'min';
  return token?.sense === 'orLess' || token?.sense === 'within' ? 'max' : undefined;
}

/** 90%以上, 80%—90%, 低于60分, ≥95%, 控制在5%以内, 80%以上不足90%: a condition on a measured figure. */
export function thresholdAt(tokens: readonly Token[], i: number): Match<Threshold> | undefined {
  const prefix = prefixAt(tokens, i);
  const first = quantityAt(tokens, prefix?.next ?? i);
  if (!first) return undefined;
  const interval = prefix ? undefined : intervalAt(tokens, first);
  if (interval) return interval;
  const edge = afterNote(tokens, first.next);
  const range = rangeAt(tokens, edge, first.value);
  if (range) return range;
  const suffix = suffixSide(tokens[edge]);
  const side = suffix ?? prefix?.side;
  if (side === undefined) return bare(first);
  const next = afterNote(tokens, suffix ? edge + 1 : edge);
  return (
    second(tokens, next, first.value, side) ?? { value: figure(first.value, limits(side, first.value.value)), next }
  );
}

/** 5%<增幅≤8%, 80分≤得分<90分: two signs around the measure. */
function intervalAt(tokens: readonly Token[], low: Match<Quantity>): Match<Threshold> | undefined {
  if (tokens[low.next]?.kind !== 'compare') return undefined;
  for (let i = low.next + 1; i <= low.next + 4; i++) {
    const token = tokens[i];
    if (token?.kind === 'compare') {
      const high = quantityAt(tokens, i + 1);
      const [min, max] = high ? [low.value.value, high.value.value].sort((a, b) => a - b) : [];
      return high && min !== undefined && max !== undefined
        ? { value: figure(high.value, { min, max, missed: false }), next: high.next }
        : undefined;
    }
    if (token?.kind !== 'text' && token?.kind !== 'word' && token?.kind !== 'unit') return undefined;
  }
  return undefined;
}

const figure = (q: Quantity, rest: Pick<Threshold, 'min' | 'max' | 'missed'>): Threshold => ({
  type: 'threshold',
  unit: q.unit,
  unitType: q.unitType,
  bare: false,
  ...rest,
});

/** 100% alone names a level; other bare figures are counts and marks. */
const bare = (q: Match<Quantity>): Match<Threshold> | undefined =>
  q.value.unitType === 'percent'
    ? { value: { ...figure(q.value, { min: q.value.value, missed: false }), bare: true }, next: q.next }
    : undefined;

function rangeAt(tokens: readonly Token[], i: number, low: Quantity): Match<Threshold> | undefined {
  if (tokens[i]?.kind !== 'range') return undefined;
  const from = tokens[i + 1]?.kind === 'range' ? i + 2 : i + 1;
  const high = quantityAt(tokens, from);
  if (!high || (low.unit !== '' && high.value.unit !== '' && low.unit !== high.value.unit)) return undefined;
  const unit = high.value.unit === '' ? low : high.value;
  const [min, max] = [low.value, high.value.value].sort((a, b) => a - b) as [number, number];
  let next = afterNote(tokens, high.next);
  if (['之间', '区间'].includes(tokens[next]?.text ?? '')) next++;
  return { value: figure(unit, { min, max, missed: false }), next };
}

/** 90分以下80分以上, 60%以上不满80%: the second edge of the same figure. */
function second(tokens: readonly Token[], at: number, q: Quantity, side: Side): Match<Threshold> | undefined {
  const i =
    ['comma', 'pause'].includes(tokens[at]?.kind ?? '') || ['但', '且', '并'].includes(tokens[at]?.text ?? '')
      ? at + 1
      : at;
  const prefix = prefixAt(tokens, i);
  const other = quantityAt(tokens, prefix?.next ?? i);
  if (!other || (other.value.unit !== q.unit && other.value.unit !== '')) return undefined;
  const edge = afterNote(tokens, other.next);
  const suffix = suffixSide(tokens[edge]);
  const otherSide = suffix ?? prefix?.side;
  if (otherSide === undefined || (otherSide === 'min') === (side === 'min')) return undefined;
  const [min, max] = side === 'min' ? [q.value, other.value.value] : [other.value.value, q.value];
  if (min > max) return undefined;
  return { value: figure(q, { min, max, missed: false }), next: afterNote(tokens, suffix ? edge + 1 : edge) };
}
