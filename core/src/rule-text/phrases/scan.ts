import type { Token, TokenKind } from '../lexer/token.ts';
import { amountAt } from './amount.ts';
import { boundAt } from './bound.ts';
import { dateAt } from './date.ts';
import { ordinalAt } from './ordinal.ts';
import { perAt } from './per.ts';
import { periodAt } from './period.ts';
import { byRatioAt, equationAt, productAt } from './proportion.ts';
import { quantityAt } from './quantity.ts';
import { scoreAt, suffix } from './score.ts';
import type { Match, Term } from './term.ts';
import { thresholdAt } from './threshold.ts';
import { exhaustAt, zeroAt } from './zero.ts';

type Bare = Term extends infer T ? (T extends Term ? Omit<T, 'start' | 'end' | 'gap'> : never) : never;
type Matcher = (tokens: readonly Token[], i: number) => Match<Bare> | undefined;

/** What may begin with a number, a word …; tried in this order, and the first that fits takes its tokens. */
const MATCHERS: Partial<Record<TokenKind, readonly Matcher[]>> = {
  word: [
    exhaustAt,
    zeroAt,
    boundAt,
    equationAt,
    byRatioAt,
    scoreAt,
    ordinalAt,
    dateAt,
    periodAt,
    perAt,
    thresholdAt,
    fullAt,
  ],
  number: [zeroAt, boundAt, ordinalAt, dateAt, betweenAt, thresholdAt, markAt, countAt],
  percent: [thresholdAt, countAt],
  text: [boundAt, equationAt, dateAt],
  compare: [thresholdAt],
  range: [scoreAt],
  plus: [scoreAt],
  times: [productAt],
};

function markAt(tokens: readonly Token[], i: number): Match<Bare> | undefined {
  const token = tokens[i];
  if (token?.kind !== 'number') return undefined;
  const found = amountAt(tokens, i, false);
  if (!found) return undefined;
  const per = suffix(tokens, found.next);
  return {
    value: { type: 'mark', amount: found.value, ...(per && { per: per.value }) },
    next: per?.next ?? found.next,
  };
}

/** 90分以上满分: all of the marks, said without a verb. */
function fullAt(tokens: readonly Token[], i: number): Match<Bare> | undefined {
  const token = tokens[i];
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  const level =
    before?.sense === 'orMore' || before?.sense === 'within' || before?.kind === 'percent' || before?.kind === 'comma';
  if (token?.text !== '满分' || !level || (after && !FULL_ENDS.has(after.kind))) return undefined;
  const value = {
    type: 'score',
    verb: 'award',
    amount: { values: [], word: 'full' },
    extra: false,
    spread: false,
    discretion: false,
    total: false,
  } as const;
  return { value, next: i + 1 };
}

const FULL_ENDS: ReadonlySet<string> = new Set(['comma', 'stop', 'line', 'cell', 'close']);

const JUDGES = ['评定', '打分', '评分', '赋分', '评价', '酌情', '确定', '给分', '掌握', '按比例'];

/** 0—5分之间评定: marks to choose from, no level to reach. */
function betweenAt(tokens: readonly Token[], i: number): Match<Bare> | undefined {
  const found = tokens[i]?.kind === 'number' ? amountAt(tokens, i, false) : undefined;
  if (found?.value.low === undefined) return undefined;
  const after = tokens
    .slice(found.next, found.next + 4)
    .map((t) => t.text)
    .join('');
  return JUDGES.some((word) => after.includes(word))
    ? { value: { type: 'mark', amount: found.value }, next: found.next }
    : undefined;
}

function countAt(tokens: readonly Token[], i: number): Match<Bare> | undefined {
  const found = quantityAt(tokens, i);
  return found && { value: { type: 'count', ...found.value }, next: found.next };
}

/** The tokens as terms, and how many matches were tried: the work grows with the text and no faster. */
export function scan(tokens: readonly Token[]): { terms: Term[]; steps: number } {
  const terms: Term[] = [];
  let steps = 0;
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i] as Token;
    let found: Match<Bare> | undefined;
    for (const matcher of MATCHERS[token.kind] ?? []) {
      steps++;
      found = matcher(tokens, i);
      if (found) break;
    }
    const next = found?.next ?? i + 1;
    const end = tokens[next - 1]?.end ?? token.end;
    terms.push(placed(found?.value ?? single(token), token, end));
    i = next;
  }
  return { terms, steps: steps + tokens.length };
}

/** The value was made for this term alone, so its place is written into it. */
const placed = (value: Bare, { start, gap }: Token, end: number): Term =>
  Object.assign(value, { start, end, gap }) as Term;

const PUNCTUATION: ReadonlySet<string> = new Set([
  'comma',
  'pause',
  'colon',
  'stop',
  'line',
  'cell',
  'open',
  'close',
  'bullet',
]);

function single(token: Token): Bare {
  if (PUNCTUATION.has(token.kind))
    return { type: token.kind as 'comma', ...(token.kind === 'bullet' && { depth: token.value ?? 0 }) };
  if (token.kind === 'word' && token.sense && token.sense !== 'plain')
    return { type: 'word', sense: token.sense, text: token.text };
  return { type: 'text', text: token.text };
}
