import { bulletAt } from './bullets.ts';
import { halfWidthText, isLetter, isQuote, isSpace } from './characters.ts';
import { numberAt } from './number.ts';
import type { BareToken, Token, TokenKind } from './token.ts';
import { longestWord } from './trie.ts';
import { UNITS } from './units.ts';

const MARKS: ReadonlyMap<string, TokenKind> = new Map([
  ['。', 'stop'],
  [';', 'stop'],
  ['!', 'stop'],
  ['?', 'stop'],
  ['\n', 'line'],
  ['|', 'cell'],
  ['\t', 'cell'],
  [',', 'comma'],
  ['、', 'pause'],
  [':', 'colon'],
  ['(', 'open'],
  [')', 'close'],
  ['-', 'range'],
  ['~', 'range'],
  ['至', 'range'],
  ['到', 'range'],
  ['=', 'equals'],
  ['*', 'times'],
  ['+', 'plus'],
  ['÷', 'slash'],
  ['/', 'slash'],
  ['≥', 'compare'],
  ['≤', 'compare'],
  ['<', 'compare'],
  ['>', 'compare'],
  ['%', 'percent'],
  ['‰', 'percent'],
]);

/** The text as tokens. Every character is looked at a bounded number of times; nothing is dropped but white space. */
export function lex(text: string): Token[] {
  const chars = halfWidthText(text);
  const tokens: Token[] = [];
  let textStart = -1;
  let gap = false;
  const push = (token: BareToken) => {
    const { kind, start, end, sense, value } = token;
    // One shape for every token: the readers look at millions of them.
    tokens.push({ kind, start, end, text: text.slice(start, end), sense, value, gap });
    gap = false;
  };
  const flush = (end: number) => {
    if (textStart >= 0) push({ kind: 'text', start: textStart, end });
    textStart = -1;
  };
  for (let i = 0; i < chars.length; ) {
    if (isQuote(chars[i])) {
      // “优”: the quotes say nothing; the words on both sides stay apart.
      flush(i);
      i++;
      continue;
    }
    if (isSpace(chars[i])) {
      flush(i);
      gap = true;
      i++;
      continue;
    }
    const found = tokenAt(chars, i, tokens.at(-1), gap, textStart < 0);
    if (!found) {
      if (textStart < 0) textStart = i;
      i++;
      continue;
    }
    flush(i);
    push(found);
    i = found.end;
  }
  flush(chars.length);
  return tokens;
}

function tokenAt(
  chars: string,
  i: number,
  before: Token | undefined,
  gap: boolean,
  fresh: boolean,
): BareToken | undefined {
  const atStart = fresh && (before === undefined || gap || BOUNDARIES.has(before.kind));
  const beside = fresh && !gap ? before : undefined;
  return (
    bulletAt(chars, i, atStart) ??
    afterNumber(chars, i, fresh ? before : undefined) ??
    numberAt(chars, i) ??
    wordAt(chars, i, beside) ??
    markAt(chars, i)
  );
}

/** 扣5分发现…: right after a number 分 is the mark, whatever word it could begin; letters are a unit (40DDDs). */
function afterNumber(chars: string, i: number, before: Token | undefined): BareToken | undefined {
  if (before?.kind !== 'number') return undefined;
  if (chars[i] === '分' && !OTHER_UNITS.some((w) => chars.startsWith(w, i)))
    return { kind: 'word', start: i, end: i + 1, sense: 'mark' };
  const unit = unitAt(chars, i);
  if (unit > 0) return { kind: 'unit', start: i, end: i + unit };
  return before.end === i && isLetter(chars[i]) ? { kind: 'unit', start: i, end: lettersEnd(chars, i) } : undefined;
}

const LONGEST_LISTED = 6;

/** 12月报告 counts months: after a number the longest unit wins over any word. */
function unitAt(chars: string, i: number): number {
  if (MONTH_ENDS.some((w) => chars.startsWith(w, i))) return 0;
  for (let n = LONGEST_LISTED; n > 0; n--)
    if (UNITS.has(chars.slice(i, i + n)) && chars.length >= i + n && chars[i] !== '%') return n;
  return 0;
}

const MONTH_ENDS = ['月底', '月末', '月份'];

function wordAt(chars: string, i: number, beside: Token | undefined): BareToken | undefined {
  if (chars.startsWith('乘以', i)) return { kind: 'times', start: i, end: i + 2 };
  const entry = longestWord(chars, i);
  if (!entry) return undefined;
  const end = i + entry.word.length;
  if (entry.word === '%' || entry.word === '‰') return { kind: 'percent', start: i, end };
  if (entry.unit && counts(beside)) return { kind: 'unit', start: i, end, ...(entry.sense && { sense: entry.sense }) };
  // A listed plain word is text like any other, and a unit that counts nothing is part of a word.
  if (entry.sense === undefined) return undefined;
  return entry.sense === 'plain'
    ? { kind: 'text', start: i, end }
    : { kind: 'word', start: i, end, sense: entry.sense };
}

/** 3次, 每项, 人次, 按卷, 分/篇: what a unit stands beside. */
const counts = (beside: Token | undefined): boolean =>
  beside?.kind === 'number' ||
  beside?.kind === 'unit' ||
  beside?.kind === 'slash' ||
  beside?.sense === 'every' ||
  beside?.text === '按';

const markAt = (chars: string, i: number): BareToken | undefined => {
  const kind = MARKS.get(chars[i] as string);
  return kind && { kind, start: i, end: i + 1 };
};

function lettersEnd(chars: string, i: number): number {
  let end = i;
  while (end - i < LONGEST_UNIT && isLetter(chars[end])) end++;
  return end;
}

const LONGEST_UNIT = 12;

const OTHER_UNITS = ['分钟', '分之', '分贝', '分米', '分管', '分项', '分类'];

const BOUNDARIES: ReadonlySet<TokenKind> = new Set(['stop', 'line', 'cell', 'bullet', 'colon', 'comma']);
