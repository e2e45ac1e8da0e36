import type { Token } from '../lexer/token.ts';
import { quantityAt } from './quantity.ts';
import type { Match, TermOf } from './term.ts';

type DateTerm = Omit<TermOf<'date'>, 'start' | 'end' | 'gap'>;

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const two = (n: number): string => String(n).padStart(2, '0');
const isBefore = (token: Token | undefined): boolean => token?.sense === 'before' || token?.sense === 'within';

/** 4月30日前, 11月底前, 年底前, 次月5日前, 15个工作日内: a day by which something is due, or a named day. */
export function dateAt(tokens: readonly Token[], i: number): Match<DateTerm> | undefined {
  return calendarDay(tokens, i) ?? endOfYear(tokens, i) ?? monthly(tokens, i) ?? limit(tokens, i);
}

function calendarDay(tokens: readonly Token[], at: number): Match<DateTerm> | undefined {
  const i = tokens[at]?.kind === 'number' && tokens[at + 1]?.text === '年' ? at + 2 : at;
  const month = tokens[i]?.kind === 'number' ? (tokens[i]?.value ?? 0) : 0;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  const unit = tokens[i + 1]?.text ?? '';
  if (unit === '月底') return monthEnd(tokens, i + 2, month);
  return unit === '月' || unit === '月份' ? inMonth(tokens, i + 2, month) : undefined;
}

function inMonth(tokens: readonly Token[], i: number, month: number): Match<DateTerm> {
  const token = tokens[i];
  const named = token?.kind === 'number' && ['日', '号'].includes(tokens[i + 1]?.text ?? '');
  if (named) return dayOf(tokens, i + 2, month, token.value ?? 0);
  if (token?.text === '末' || token?.text === '底') return monthEnd(tokens, i + 1, month);
  const before = isBefore(token);
  const end = before && token?.text.startsWith('底') === true;
  return { value: { type: 'date', ...(end && { due: lastDay(month) }), before }, next: before ? i + 1 : i };
}

const lastDay = (month: number): string => `${two(month)}-${LAST_DAYS[month - 1]}`;

function dayOf(tokens: readonly Token[], next: number, month: number, day: number): Match<DateTerm> {
  // 2月30日 is no day; the words stay, and whoever reads them must look.
  const exists = day >= 1 && day <= (month === 2 ? 29 : (LAST_DAYS[month - 1] ?? 31));
  const before = isBefore(tokens[next]);
  const due = exists ? { due: `${two(month)}-${two(day)}` } : {};
  return { value: { type: 'date', ...due, before }, next: before ? next + 1 : next };
}

function monthEnd(tokens: readonly Token[], i: number, month: number): Match<DateTerm> {
  const before = isBefore(tokens[i]);
  return { value: { type: 'date', due: lastDay(month), before }, next: before ? i + 1 : i };
}

/** 年底前, 年末前, 年终前: by 31 December. */
function endOfYear(tokens: readonly Token[], i: number): Match<DateTerm> | undefined {
  if (!['年底', '年末', '年终'].includes(tokens[i]?.text ?? '') || !isBefore(tokens[i + 1])) return undefined;
  return { value: { type: 'date', due: '12-31', before: true }, next: i + 2 };
}

/** 次月5日前, 每月10日前: a day of every month has no one date. */
function monthly(tokens: readonly Token[], i: number): Match<DateTerm> | undefined {
  const word = tokens[i]?.text ?? '';
  if (!['次月', '每月', '当月', '下月', '每季度', '次季度', '每季度首月', '季后', '月'].some((w) => word.endsWith(w)))
    return undefined;
  const day = tokens[i + 1];
  if (day?.kind !== 'number' || !['日', '号'].includes(tokens[i + 2]?.text ?? '') || !isBefore(tokens[i + 3]))
    return undefined;
  return { value: { type: 'date', before: true }, next: i + 4 };
}

/** 15个工作日内, 30日内, 3天之内: so long after the event. */
function limit(tokens: readonly Token[], i: number): Match<DateTerm> | undefined {
  const found = quantityAt(tokens, i);
  if (found?.value.unitType !== 'time' || !isBefore(tokens[found.next])) return undefined;
  const { value, unit } = found.value;
  if (!['工作日', '日', '天', '自然日'].includes(unit)) return undefined;
  const days =
    unit === '工作日' ? `${value}个工作日内` : ['日', '天', '自然日'].includes(unit) ? `${value}日内` : undefined;
  return {
    value: { type: 'date', ...(days !== undefined && { due: days }), before: true, within: found.value },
    next: found.next + 1,
  };
}
