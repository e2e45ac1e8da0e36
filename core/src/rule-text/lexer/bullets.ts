import { isDigit, isSpace } from './characters.ts';
import { isNumeral } from './numerals.ts';
import type { BareToken } from './token.ts';
import { UNITS } from './units.ts';

const CIRCLED_FIRST = 0x2460;
const CIRCLED_LAST = 0x2473;

/**
 * 一、 (一) 1. 1、 (1) ① 第一条 一是: a numbering mark, with its depth as value; only where a sentence begins,
 * but a circled number always.
 */
export function bulletAt(chars: string, i: number, atStart: boolean): BareToken | undefined {
  const code = chars.codePointAt(i) ?? 0;
  if (code >= CIRCLED_FIRST && code <= CIRCLED_LAST) return bullet(i, i + 1, 5);
  if (!atStart) return undefined;
  if (chars[i] === '(') return inBrackets(chars, i);
  if (chars[i] === '第') return article(chars, i);
  if (isDigit(chars[i])) return arabicBullet(chars, i);
  return isNumeral(chars[i]) ? chineseBullet(chars, i) : undefined;
}

const isHan = (char: string | undefined): boolean => char !== undefined && char >= '\u4e00' && char <= '\u9fff';

const bullet = (start: number, end: number, depth: number): BareToken => ({ kind: 'bullet', start, end, value: depth });

function numeralEnd(chars: string, i: number): number {
  let end = i;
  while (end - i < 4 && isNumeral(chars[end])) end++;
  return end;
}

function numberEnd(chars: string, i: number): number {
  let end = i;
  while (end - i < 4 && isDigit(chars[end])) end++;
  return end;
}

function inBrackets(chars: string, i: number): BareToken | undefined {
  const numerals = numeralEnd(chars, i + 1);
  if (numerals > i + 1 && chars[numerals] === ')') return bullet(i, numerals + 1, 2);
  const digits = numberEnd(chars, i + 1);
  return digits > i + 1 && chars[digits] === ')' ? bullet(i, digits + 1, 4) : undefined;
}

function article(chars: string, i: number): BareToken | undefined {
  const end = Math.max(numeralEnd(chars, i + 1), numberEnd(chars, i + 1));
  return end > i + 1 && chars[end] === '条' ? bullet(i, end + 1, 1) : undefined;
}

function arabicBullet(chars: string, i: number): BareToken | undefined {
  const end = numberEnd(chars, i);
  const mark = chars[end];
  if (mark === '、' || mark === ')' || (mark === '.' && !isDigit(chars[end + 1]))) return bullet(i, end + 1, 3);
  const nested = nestedEnd(chars, end);
  if (nested > end && isSpace(chars[nested])) return bullet(i, nested, 4);
  let next = end;
  while (isSpace(chars[next])) next++;
  // 1 | 上报方案: the first cell of a row; 1 领导管理: a row that lost its lines.
  if (chars[next] === '|' || chars[next] === '\t') return bullet(i, next + 1, 3);
  const lineStart = i === 0 || chars[i - 1] === '\n';
  if (lineStart && next > end && isHan(chars[next]) && !UNITS.has(chars[next] ?? '')) return bullet(i, end, 3);
  return undefined;
}

/** 1.2, 1.2.3: numbering by levels, when a space follows. */
function nestedEnd(chars: string, i: number): number {
  let end = i;
  for (let n = 0; n < 3 && chars[end] === '.' && isDigit(chars[end + 1]); n++) end = numberEnd(chars, end + 1);
  return end;
}

function chineseBullet(chars: string, i: number): BareToken | undefined {
  const end = numeralEnd(chars, i);
  if (chars[end] === '、' && end - i <= 3) return bullet(i, end + 1, 1);
  return chars[end] === '是' && end === i + 1 ? bullet(i, end + 1, 6) : undefined;
}
