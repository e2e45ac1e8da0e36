import type { Token } from '../lexer/token.ts';
import { UNITS, unitName } from '../lexer/units.ts';
import { quantityAt } from './quantity.ts';
import type { Match, Motion, Quantity, TermOf } from './term.ts';

type Per = Omit<TermOf<'per'>, 'start' | 'end' | 'gap'>;

const MOTIONS: Readonly<Record<string, Motion>> = {
  lack: 'lack',
  late: 'late',
  below: 'below',
  above: 'above',
  moreThan: 'above',
  occur: 'occur',
};
/** 每少开展一次: so many tokens, and so many characters of text, may stand between 每 and its unit. */
const REACH = 6;
const TEXT_REACH = 12;

const PERIOD_WORDS: ReadonlySet<string> = new Set(['年', '季度', '月', '周', '季', '半年', '学期']);

/** 每少一次, 每发现1处, 每超过1个百分点, 每人次, 缺一项, 逾期1天, 下降1个百分点: what a figure is taken for. */
export function perAt(tokens: readonly Token[], i: number): Match<Per> | undefined {
  const token = tokens[i];
  if (token?.sense === 'every') return everyAt(tokens, i);
  if (token?.text === '按' && tokens[i + 1]?.kind === 'unit') return byUnit(tokens, i + 1);
  const motion = token?.kind === 'word' ? MOTIONS[token.sense ?? ''] : undefined;
  return motion ? motionAt(tokens, i, motion) : undefined;
}

function byUnit(tokens: readonly Token[], i: number): Match<Per> | undefined {
  const after = tokens[i + 1];
  if (after?.sense !== 'deduct' && after?.sense !== 'add' && after?.sense !== 'award') return undefined;
  return { value: per(1, tokens[i]?.text ?? '', true, 'none'), next: i + 1 };
}

const per = (count: number, unit: string, every: boolean, motion: Motion): Per => ({
  type: 'per',
  every,
  count,
  unit: unitName(unit),
  unitType: UNITS.get(unit) ?? 'thing',
  motion,
});

function everyAt(tokens: readonly Token[], at: number): Match<Per> | undefined {
  let motion: Motion = 'none';
  let text = 0;
  for (let i = at + 1; i <= at + REACH; i++) {
    const token = tokens[i];
    if (!token || !within(token)) return undefined;
    const found = unitAt(tokens, i, i === at + 1, motion) ?? (i === at + 1 ? namelessUnit(tokens, i) : undefined);
    if (found) return { value: { ...found.value, every: true, motion }, next: found.next };
    const moved = token.kind === 'word' ? MOTIONS[token.sense ?? ''] : undefined;
    // 每少报送一条 lacks, though 报送 alone occurs.
    if (moved && (motion === 'none' || motion === 'occur')) motion = moved;
    text += token.text.length;
    if (text > TEXT_REACH) return undefined;
  }
  return undefined;
}

const within = (token: Token): boolean =>
  token.kind === 'text' ||
  token.kind === 'number' ||
  token.kind === 'percent' ||
  token.kind === 'unit' ||
  (token.kind === 'word' && !['deduct', 'penalty', 'discretion', 'zero'].includes(token.sense ?? ''));

type Found = Omit<Per, 'every' | 'motion'>;

/** 每仓扣0.5分: a short word right between 每 and the verb is a unit, listed or not. */
function namelessUnit(tokens: readonly Token[], i: number): Match<Found> | undefined {
  const token = tokens[i];
  const verb = ['deduct', 'add', 'award', 'penalty'].includes(tokens[i + 1]?.sense ?? '');
  if (token?.kind !== 'text' || token.text.length > 3 || !verb) return undefined;
  return { value: { type: 'per', count: 1, unit: token.text, unitType: 'thing' }, next: i + 1 };
}

/** Units that begin other words (每成功, 每点名): never without a number. */
const NEVER_BARE: ReadonlySet<string> = new Set(['成', '点', '级', '度', '倍', '万', '亿', '类', '环']);

function unitAt(tokens: readonly Token[], i: number, first: boolean, motion: Motion): Match<Found> | undefined {
  const token = tokens[i];
  const quantity = quantityAt(tokens, i);
  if (quantity) {
    const { unit, unitType, value } = quantity.value;
    if (unitType === 'none' || (unitType === 'mark' && motion === 'none')) return undefined;
    const times = joinsTimes(tokens, quantity.next, unit);
    return {
      value: { type: 'per', count: value, unit: times ? `${unit}次` : unit, unitType },
      next: times ? quantity.next + 1 : quantity.next,
    };
  }
  if (token?.kind !== 'unit' || PERIOD_WORDS.has(token.text) || NEVER_BARE.has(token.text) || !first) return undefined;
  const { unit, next } = personTimes(tokens, i);
  return { value: { type: 'per', count: 1, unit: unitName(unit), unitType: UNITS.get(unit) ?? 'thing' }, next };
}

/** 每辆次, 每船次. */
const joinsTimes = (tokens: readonly Token[], i: number, unit: string): boolean =>
  tokens[i]?.text === '次' && unit.length === 1 && unit !== '次';

/** 每人每次 counts 人次. */
function personTimes(tokens: readonly Token[], i: number): { unit: string; next: number } {
  const unit = tokens[i]?.text ?? '';
  const joined = tokens[i + 1]?.sense === 'every' && tokens[i + 2]?.text === '次' && unit.length === 1;
  if (joined) return { unit: `${unit}次`, next: i + 3 };
  return joinsTimes(tokens, i + 1, unit) ? { unit: `${unit}次`, next: i + 2 } : { unit, next: i + 1 };
}

/** 缺一项, 逾期1天, 下降1个百分点, 发现一处: without 每, the number must stand near the word. */
function motionAt(tokens: readonly Token[], at: number, motion: Motion): Match<Per> | undefined {
  let i = at + 1;
  let moved = motion;
  for (let n = 0; n < 3 && mayPrecede(tokens[i], motion); n++) {
    const next = MOTIONS[tokens[i]?.sense ?? ''];
    if (next && moved === 'occur') moved = next;
    i++;
  }
  const found = quantityAt(tokens, i);
  if (!found || !plausible(found.value, moved, tokens[at]?.text ?? '')) return undefined;
  if (tokens[found.next]?.sense === 'orMore' || tokens[found.next]?.sense === 'orLess') return undefined;
  if (tokens[found.next]?.kind === 'range' || tokens[found.next]?.sense === 'within') return undefined;
  const { unit, unitType, value } = found.value;
  // 缺一扣1分: one of what was listed.
  if (unitType === 'none' && moved === 'lack' && value === 1)
    return { value: { ...per(1, '项', false, 'lack') }, next: found.next };
  if (unitType === 'mark' || unitType === 'none') return undefined;
  return { value: { type: 'per', every: false, count: value, unit, unitType, motion: moved }, next: found.next };
}

function mayPrecede(token: Token | undefined, motion: Motion): boolean {
  if (token?.kind === 'text') return token.text.length <= 4;
  return (
    token?.kind === 'word' &&
    (token.sense === 'adverb' ||
      token.sense === 'late' ||
      token.sense === 'act' ||
      (motion === 'lack' && token.sense === 'reach') ||
      (motion !== 'above' && token.sense === 'occur'))
  );
}

const MOVES: ReadonlySet<string> = new Set([
  '下降',
  '降低',
  '减少',
  '上升',
  '增加',
  '增长',
  '提高',
  '提升',
  '下滑',
  '回落',
  '升高',
  '相差',
  '每降',
  '低',
  '高',
  '差',
]);

/** 超过3次 and 低于85% are conditions; 少一次, 逾期1天 and 下降1% are steps. */
function plausible({ unitType, unit, value: count }: Quantity, motion: Motion, word: string): boolean {
  if (motion === 'late') return unitType === 'time';
  if (unitType === 'time') return (motion === 'above' || motion === 'lack') && count <= 1;
  if (unitType === 'percent') return unit === '百分点' || MOVES.has(word);
  if (motion === 'lack') return count === 1;
  if (motion === 'below' || motion === 'above')
    return unitType === 'measure' ? MOVES.has(word) : count === 1 && MOVES.has(word);
  return count === 1;
}
