import type { Token } from '../lexer/token.ts';
import { isMark } from './quantity.ts';
import type { Amount, Match } from './term.ts';

const ENDS: ReadonlySet<string> = new Set(['stop', 'line', 'cell', 'comma', 'close', 'slash', 'pause']);
const MOST_VALUES = 12;

const isNumber = (token: Token | undefined): boolean => token?.kind === 'number';

/** 5分, 1-3分, 20分、10分、5分, 满分, 该项分值的50%: a figure in 分. `loose` also takes a number that lost its 分. */
export function amountAt(tokens: readonly Token[], at: number, loose: boolean): Match<Amount> | undefined {
  // 扣-0.5分: the sign repeats what the verb says.
  const i = tokens[at]?.kind === 'range' && isNumber(tokens[at + 1]) ? at + 1 : at;
  const token = tokens[i];
  if (!token) return undefined;
  if (token.sense === 'full') return fullMarks(tokens, i);
  if (token.sense === 'corresponding') return { value: { values: [], word: 'corresponding' }, next: i + 1 };
  const value = token.value;
  if (value === undefined || token.kind === 'bullet') return undefined;
  if (token.kind === 'percent') return sharedMarks(tokens, i + 1, value);
  if (tokens[i + 1]?.kind === 'percent' && tokens[i + 1]?.value === undefined) return sharedMarks(tokens, i + 2, value);
  return numbers(tokens, i, value, loose);
}

function fullMarks(tokens: readonly Token[], i: number): Match<Amount> {
  const next = tokens[i + 1]?.text === '的' ? i + 2 : i + 1;
  const token = tokens[next];
  const percent = token?.kind === 'percent' ? token.value : undefined;
  if (percent !== undefined) return { value: { values: [], share: percent }, next: next + 1 };
  if (token?.kind === 'number' && tokens[next + 1]?.kind === 'percent')
    return { value: { values: [], share: token.value ?? 0 }, next: next + 2 };
  return { value: { values: [], word: 'full' }, next: i + 1 };
}

/** 50%的分值: only where marks follow; a bare percentage is no amount. */
function sharedMarks(tokens: readonly Token[], at: number, share: number): Match<Amount> | undefined {
  const i = tokens[at]?.text === '的' ? at + 1 : at;
  const token = tokens[i];
  if (token?.sense !== 'full' && !isMark(token) && token?.text !== '分值' && token?.text !== '分数') return undefined;
  return { value: { values: [], share }, next: i + 1 };
}

function numbers(tokens: readonly Token[], i: number, first: number, loose: boolean): Match<Amount> | undefined {
  const marked = isMark(tokens[i + 1]);
  const next = marked ? i + 2 : i + 1;
  const ranged = rangeAt(tokens, next, first);
  if (ranged) return ranged;
  const list = valueList(tokens, next, first);
  if (list) return list;
  if (marked) return bounded(tokens, next, first);
  const after = tokens[i + 1];
  return loose && (after === undefined || after.gap || ENDS.has(after.kind))
    ? { value: { values: [first], bare: true }, next: i + 1 }
    : undefined;
}

/** 1-3分, 0.5--1分, 1分以上3分以下. */
function rangeAt(tokens: readonly Token[], next: number, first: number): Match<Amount> | undefined {
  const worded = tokens[next]?.sense === 'orMore' && isMark(tokens[next - 1]);
  if (tokens[next]?.kind !== 'range' && !worded) return undefined;
  const at = tokens[next + 1]?.kind === 'range' ? next + 2 : next + 1;
  if (!isNumber(tokens[at]) || !isMark(tokens[at + 1])) return undefined;
  const closed = tokens[at + 2]?.sense === 'orLess' || tokens[at + 2]?.sense === 'within';
  if (worded && !closed) return undefined;
  const high = tokens[at]?.value ?? first;
  return {
    value: { values: [], low: Math.min(first, high), high: Math.max(first, high) },
    next: closed ? at + 3 : at + 2,
  };
}

/** 5分以内: any figure up to it. */
function bounded(tokens: readonly Token[], next: number, value: number): Match<Amount> | undefined {
  const sense = tokens[next]?.sense;
  // 得分90分以上 names a level, no figure that is given.
  if (sense === 'orMore' || sense === 'orLess') return undefined;
  if (sense === 'within') return { value: { values: [], low: 0, high: value }, next: next + 1 };
  return { value: { values: [value] }, next };
}

function valueList(tokens: readonly Token[], start: number, first: number): Match<Amount> | undefined {
  const values = [first];
  let next = start;
  let closed = start;
  while (values.length < MOST_VALUES && joins(tokens[next]) && isNumber(tokens[next + 1])) {
    values.push(tokens[next + 1]?.value ?? 0);
    next += 2;
    if (isMark(tokens[next])) {
      next++;
      closed = next;
    }
  }
  return values.length > 1 && closed === next && closed > start ? { value: { values }, next } : undefined;
}

const joins = (token: Token | undefined): boolean =>
  token?.kind === 'pause' ||
  token?.text === '和' ||
  token?.text === '或' ||
  token?.text === '或者' ||
  token?.text === '及';
