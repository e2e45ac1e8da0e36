import type { Token } from '../lexer/token.ts';
import { UNITS, unitName } from '../lexer/units.ts';
import { amountAt } from './amount.ts';
import type { Amount, Match, TermOf, Verb } from './term.ts';

type Score = Omit<TermOf<'score'>, 'start' | 'end' | 'gap'>;

const VERBS: ReadonlySet<string> = new Set(['deduct', 'penalty', 'award', 'add']);
const LEADING: ReadonlySet<string> = new Set(['extra', 'spread', 'discretion', 'adverb', 'total']);
const MOST_ADVERBS = 6;
/** 扣责任单位2分: at most so many words stand between the verb and its figure. */
const OBJECT_LIMIT = 12;

interface Flags {
  extra: boolean;
  spread: boolean;
  discretion: boolean;
  total: boolean;
}

const isVerb = (token: Token | undefined): boolean => token?.kind === 'word' && VERBS.has(token.sense ?? '');

function note(flags: Flags, token: Token): void {
  if (token.sense === 'extra') flags.extra = true;
  if (token.sense === 'spread') flags.spread = true;
  if (token.sense === 'discretion') flags.discretion = true;
  if (token.sense === 'total') flags.total = true;
}

/** 扣2分, 分别扣1分, 酌情扣1-3分, 再加2分, 得满分, 扣1分/次: a scoring verb with its figure. */
export function scoreAt(tokens: readonly Token[], at: number): Match<Score> | undefined {
  const signed = signedAt(tokens, at);
  if (signed) return signed;
  const flags: Flags = { extra: false, spread: false, discretion: false, total: false };
  const verbAt = leading(tokens, at, flags);
  const verb = tokens[verbAt];
  if (!verb || !isVerb(verb)) return undefined;
  const sense = verb.sense as Verb;
  if (verb.text === '加扣' || verb.text === '再扣') flags.extra = true;
  const found = figure(tokens, verbAt + 1, sense, flags);
  // 总分计0分 and 扣除该项全部分值 leave nothing: another phrase.
  if (found && leavesNothing(sense, found.value)) return undefined;
  if (found) return complete(tokens, sense, flags, found.value, found.next);
  // 酌情扣分 has no figure of its own.
  const next = isMarkNoun(tokens[verbAt + 1]) ? verbAt + 2 : verbAt + 1;
  return flags.discretion && saysMarks(verb, tokens[verbAt + 1])
    ? { value: { type: 'score', verb: sense, ...flags }, next }
    : undefined;
}

const leavesNothing = (verb: Verb, amount: Amount): boolean =>
  amount.values[0] === 0 || (amount.word === 'full' && (verb === 'deduct' || verb === 'penalty'));

/** 不洁-0.5分, 混装-1分/车次: a minus sign where no range can stand. */
function signedAt(tokens: readonly Token[], at: number): Match<Score> | undefined {
  const before = tokens[at - 1];
  const counted = before?.kind === 'unit' && tokens[at - 2]?.value !== undefined;
  const ranged = (before?.value !== undefined && !before.gap) || counted;
  if (
    (tokens[at]?.kind !== 'range' && tokens[at]?.kind !== 'plus') ||
    ['至', '到'].includes(tokens[at]?.text ?? '') ||
    ranged
  )
    return undefined;
  const amount = amountAt(tokens, at + 1, true);
  if (!amount) return undefined;
  return complete(
    tokens,
    tokens[at]?.kind === 'plus' ? 'add' : 'deduct',
    { extra: false, spread: false, discretion: false, total: false },
    amount.value,
    amount.next,
  );
}

const isMarkNoun = (token: Token | undefined): boolean =>
  token?.sense === 'mark' || token?.text === '分值' || token?.text === '分数';

/** 酌情扣分 and 酌情扣减 do, 酌情加强 does not. */
const saysMarks = (verb: Token, after: Token | undefined): boolean =>
  verb.text.endsWith('分') || isMarkNoun(after) || (verb.sense === 'deduct' && verb.text.startsWith('扣'));

function leading(tokens: readonly Token[], at: number, flags: Flags): number {
  let i = at;
  for (let n = 0; n < MOST_ADVERBS && tokens[i]?.kind === 'word' && LEADING.has(tokens[i]?.sense ?? ''); n++) {
    note(flags, tokens[i] as Token);
    i++;
  }
  return i;
}

/** The figure after the verb, beyond adverbs and, for 扣 and 加, beyond whom it hits. */
function figure(tokens: readonly Token[], start: number, verb: Verb, flags: Flags): Match<Amount> | undefined {
  let i = start;
  let skipped = 0;
  for (let n = 0; n < MOST_ADVERBS; n++) {
    const found = amountAt(tokens, i, verb === 'deduct' || verb === 'penalty');
    if (found) return found;
    const token = tokens[i];
    if (!token || !mayStandBetween(token, verb, skipped > 0)) return undefined;
    note(flags, token);
    skipped += token.kind === 'text' || token.kind === 'unit' ? token.text.length : 0;
    if (skipped > OBJECT_LIMIT) return undefined;
    i++;
  }
  return undefined;
}

/** 加分总和以10分为限 bounds. */
const SUMS = ['总和', '合计', '累计', '总计'];

const BETWEEN: ReadonlySet<string> = new Set([
  'adverb',
  'extra',
  'spread',
  'declares',
  'mark',
  'total',
  'discretion',
  'is',
]);

function mayStandBetween(token: Token, verb: Verb, inObject: boolean): boolean {
  if (token.kind === 'colon') return true;
  if (token.kind === 'word') return BETWEEN.has(token.sense ?? '') || (inObject && token.sense !== 'most');
  if (token.kind !== 'text' && token.kind !== 'unit') return false;
  if (SUMS.some((word) => token.text.includes(word))) return false;
  if (verb === 'award') return token.text === '考核' || token.text === '基础';
  return true;
}

function complete(tokens: readonly Token[], verb: Verb, flags: Flags, amount: Amount, next: number): Match<Score> {
  const per = suffix(tokens, next);
  // 扣1—3分 leaves the figure to the assessor, whether 酌情 is said or not.
  return { value: { type: 'score', verb, amount, ...flags, ...(per && { per: per.value }) }, next: per?.next ?? next };
}

/** 0.5分/次, 1分每件. */
export function suffix(tokens: readonly Token[], i: number): Match<NonNullable<Score['per']>> | undefined {
  const sign = tokens[i];
  if (sign?.kind !== 'slash' && (sign?.text !== '每' || sign.gap)) return undefined;
  const counted = tokens[i + 1]?.kind === 'number';
  const unit = tokens[counted ? i + 2 : i + 1];
  if (unit?.kind !== 'unit') return undefined;
  const count = counted ? (tokens[i + 1]?.value ?? 1) : 1;
  const unitType = UNITS.get(unit.text) ?? 'thing';
  return { value: { count, unit: unitName(unit.text), unitType }, next: counted ? i + 3 : i + 2 };
}
