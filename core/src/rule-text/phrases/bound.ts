import type { Token } from '../lexer/token.ts';
import { isMark } from './quantity.ts';
import type { Match, TermOf } from './term.ts';

type Bound = Omit<TermOf<'bound'>, 'start' | 'end' | 'gap'>;

const MOST_TOKENS = 9;
const SKIPPED: ReadonlySet<string> = new Set([
  'adverb',
  'deduct',
  'add',
  'award',
  'penalty',
  'total',
  'is',
  'declares',
  'spread',
  'extra',
]);

interface Seen {
  most: boolean;
  deduct: boolean;
  plus: boolean;
  whole: boolean;
  total: boolean;
  item: boolean;
}

const SUMS = ['累计', '总分', '合计', '总计', '共', '总和', '总额', '之和'];

function note(seen: Seen, token: Token): void {
  if (token.sense === 'most') seen.most = true;
  if (token.sense === 'deduct' || token.sense === 'penalty') seen.deduct = true;
  if (token.sense === 'add' || token.sense === 'award') seen.plus = true;
  if (token.sense === 'total') seen.total = true;
  if (SUMS.some((word) => token.text.startsWith(word)) || token.sense === 'total') seen.whole = true;
}

/** 最多扣2分, 累计扣分不超过1.2分, 加分最高不超过10分, 8分封顶, 以5分为限: a bound on what rules give or take. */
export function boundAt(tokens: readonly Token[], at: number): Match<Bound> | undefined {
  const seen: Seen = { most: false, deduct: false, plus: false, whole: false, total: false, item: false };
  for (let i = at; i < at + MOST_TOKENS; i++) {
    const token = tokens[i];
    if (!token || ranksOnly(tokens, i)) return undefined;
    const figure = figureAt(tokens, i);
    if (figure) return figureBound(tokens, figure.value, figure.next, seen);
    if (!passes(token, seen, i === at)) return undefined;
  }
  return undefined;
}

/** 最高的得15分 ranks, 最高者为满分 compares: neither bounds. */
function ranksOnly(tokens: readonly Token[], i: number): boolean {
  if (tokens[i]?.sense === 'most' && tokens[i + 1]?.text === '的') return true;
  const before = tokens[i - 1];
  return tokens[i]?.sense === 'full' && before?.sense !== 'most' && !['以', '为'].includes(before?.text ?? '');
}

function passes(token: Token, seen: Seen, first: boolean): boolean {
  if (['本项', '该项', '此项'].includes(token.text)) seen.item = true;
  if (token.kind === 'word' && (token.sense === 'most' || SKIPPED.has(token.sense ?? ''))) {
    note(seen, token);
    return true;
  }
  return fillsIn(token, seen) && (!first || BEGINS.has(token.text));
}

const BEGINS: ReadonlySet<string> = new Set([
  '加分项',
  '扣分项',
  '减分项',
  '该项',
  '本项',
  '此项',
  '每项',
  '以',
  '单项',
  '全年',
  '项',
]);

/** 加分项累计不超过3分: 项, 分值 and the like say nothing more. */
const fillsIn = (token: Token, seen: Seen): boolean =>
  BEGINS.has(token.text) ||
  token.text === '分值' ||
  token.text === '分数' ||
  (token.kind === 'colon' && seen.most) ||
  (token.kind === 'unit' && ['项', '次', '年', '件'].includes(token.text)) ||
  (token.kind === 'word' && (token.sense === 'every' || token.sense === 'mark' || token.sense === 'period'));

function figureAt(tokens: readonly Token[], i: number): Match<number | 'full'> | undefined {
  const token = tokens[i];
  if (token?.kind === 'number' && isMark(tokens[i + 1])) return { value: token.value ?? 0, next: i + 2 };
  return token?.sense === 'full' ? { value: 'full', next: i + 1 } : undefined;
}

function figureBound(
  tokens: readonly Token[],
  amount: number | 'full',
  next: number,
  seen: Seen,
): Match<Bound> | undefined {
  const after = tokens[next];
  const closes = after?.sense === 'most' || (after?.sense === 'within' && tokens[next + 1]?.sense === 'most');
  if (!seen.most && !closes) return undefined;
  // 90分封顶 stands alone; 不超过90分的 is a condition.
  const of = seen.deduct === seen.plus ? undefined : seen.deduct ? ('deduct' as const) : ('plus' as const);
  const value: Bound = {
    type: 'bound',
    amount,
    whole: seen.whole,
    total: seen.total && !seen.item,
    item: seen.item,
    ...(of && { of }),
  };
  return { value, next: closes ? next + 1 : next };
}
