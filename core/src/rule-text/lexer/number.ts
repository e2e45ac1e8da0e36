import { isDigit, isSpace } from './characters.ts';
import { isNumeral, numeralValue } from './numerals.ts';
import type { BareToken } from './token.ts';
import { longestWord } from './trie.ts';

/** 12, 0.5, 1,000, 三, 十五, 百分之三十, 三分之一, 半: a number; a percentage carries kind `percent`. */
export function numberAt(chars: string, i: number): BareToken | undefined {
  if (isDigit(chars[i])) return arabic(chars, i);
  if (chars.startsWith('百分之', i)) return percentWord(chars, i);
  return isNumeral(chars[i]) ? chinese(chars, i) : undefined;
}

function digitsEnd(chars: string, i: number): number {
  let end = i;
  while (isDigit(chars[end])) end++;
  return end;
}

function arabic(chars: string, i: number): BareToken {
  let end = digitsEnd(chars, i);
  let digits = chars.slice(i, end);
  if ((chars[end] === '.' || chars[end] === '·') && isDigit(chars[end + 1])) {
    const stop = digitsEnd(chars, end + 1);
    digits += `.${chars.slice(end + 1, stop)}`;
    end = stop;
  } else {
    // 1,000: a comma that groups three digits belongs to the number.
    while (chars[end] === ',' && digitsEnd(chars, end + 1) === end + 4 && digits.length <= 9) {
      digits += chars.slice(end + 1, end + 4);
      end += 4;
    }
  }
  return { kind: 'number', start: i, end, value: Number(digits.slice(0, 15)) };
}

const RUN_LIMIT = 12;

function run(chars: string, i: number): number {
  let end = i;
  while (end - i < RUN_LIMIT && isNumeral(chars[end])) end++;
  if (end > i && chars[end] === '点' && isNumeral(chars[end + 1])) {
    end++;
    while (end - i < RUN_LIMIT && isNumeral(chars[end])) end++;
  }
  return end;
}

function percentWord(chars: string, i: number): BareToken | undefined {
  const from = i + 3;
  if (isDigit(chars[from])) {
    const number = arabic(chars, from);
    return { ...number, kind: 'percent', start: i };
  }
  const end = run(chars, from);
  const value = end > from ? numeralValue(chars.slice(from, end)) : undefined;
  return value === undefined ? undefined : { kind: 'percent', start: i, end, value };
}

/** A Chinese numeral counts only before a unit, a mark or a fraction: 一般 and 统一 hold no number. */
function chinese(chars: string, i: number): BareToken | undefined {
  if (inWord(chars, i)) return undefined;
  const end = run(chars, i);
  const value = numeralValue(chars.slice(i, end));
  if (value === undefined) return undefined;
  if (chars.startsWith('分之', end)) return fraction(chars, i, end, value);
  let next = end;
  while (isSpace(chars[next])) next++;
  // 排名第一, 缺一扣1分: a place and a bare one.
  const bareOne = end === i + 1 && LACKS.has(chars[i - 1] ?? '') && VERB_CHARS.has(chars[next] ?? '');
  const counted = chars[i - 1] === '第' || bareOne || countsSomething(chars, next);
  return counted ? { kind: 'number', start: i, end, value } : undefined;
}

/** 一般, 一案一档; but 扣十分 is ten, while 十分重视 is not. */
function inWord(chars: string, i: number): boolean {
  const listed = longestWord(chars, i);
  const tenMarks = listed?.word === '十分' && VERB_CHARS.has(chars[i - 1] ?? '');
  if (listed && listed.word.length > 1 && !tenMarks) return true;
  return chars[i] === '一' && (chars[i + 2] === '一' || chars[i - 2] === '一');
}

/** 三分之一 as per cent. */
function fraction(chars: string, start: number, end: number, parts: number): BareToken | undefined {
  const stop = run(chars, end + 2);
  const over = numeralValue(chars.slice(end + 2, stop));
  if (over === undefined || parts === 0) return undefined;
  return { kind: 'percent', start, end: stop, value: Math.round((over / parts) * 1e8) / 1e6 };
}

const VERB_CHARS = new Set([...'扣得加减计记']);
const LACKS = new Set([...'缺少漏']);

function countsSomething(chars: string, next: number): boolean {
  const char = chars[next];
  if (char === undefined) return false;
  if (char === '%' || char === '-' || char === '~' || char === '月') return true;
  const entry = longestWord(chars, next);
  if (entry?.unit || entry?.sense === 'mark') return true;
  // 二至三次, 一、二次: the unit stands after the second number.
  return (char === '至' || char === '到') && isNumeral(chars[next + 1]);
}
