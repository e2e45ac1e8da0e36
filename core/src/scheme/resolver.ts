import {
  type Diagnostic,
  dateInYear,
  type Fraction,
  fraction,
  fromNumber,
  type Points,
  parsePoints,
  ZERO,
} from '../values/index.ts';
import type { Figure, WrittenFigure } from './figure.ts';
import { parseFormula } from './formula-text.ts';
import type { Due, Resolver } from './rules/index.ts';
import type { DocumentPath } from './scheme.ts';

/** Collects what cannot be read while a scheme gets its exact figures. */
export interface Reading {
  readonly decimals: number;
  readonly year: number;
  readonly diagnostics: Diagnostic[];
}

export function report(reading: Reading, code: string, path: DocumentPath, message: string, hint?: string): void {
  reading.diagnostics.push({ code, severity: 'error', message, place: { path }, ...(hint && { hint }) });
}

/** A figure in 分 as exact sub-units; more decimals than the scheme keeps is reported and read as 0. */
export function readPoints(reading: Reading, path: DocumentPath, written: number): Points {
  const points = parsePoints(written, reading.decimals);
  if (points !== undefined) return points;
  const hint = '把方案的 decimals 调大，或改写这个分值。';
  report(reading, 'scheme.too-many-decimals', path, `${written}分超出本方案保留的${reading.decimals}位小数。`, hint);
  return 0;
}

const WITHIN_DAYS = /^(\d{1,3})个?(工作日|日|天)(?:内|以内|之内)?$/;
const MONTH_DAY = /^\d{2}-\d{2}$/;

function readDue(reading: Reading, path: DocumentPath, written: string): Due {
  const days = WITHIN_DAYS.exec(written);
  if (days) return { kind: days[2] === '工作日' ? 'workingDays' : 'days', days: Number(days[1]) };
  if (!MONTH_DAY.test(written) || !dateInYear(reading.year, written)) {
    const hint = '写成 MM-DD（如 04-30)，或“15日内”“15个工作日内”。';
    report(reading, 'scheme.no-such-date', path, `“${written}”在${reading.year}年没有这一天，也不是期限。`, hint);
  }
  return { kind: 'date', monthDay: written };
}

const isMap = (written: unknown): written is Record<string, never> => typeof written === 'object' && written !== null;

function figure<W, T>(written: WrittenFigure<W>, read: (value: W, key?: string) => T): Figure<T> {
  if (!isMap(written)) return { all: read(written as W) };
  const entries = Object.entries(written as Record<string, W>);
  return { byClass: Object.fromEntries(entries.map(([name, value]) => [name, read(value, name)])) };
}

const exactOf = (value: number): Fraction => fromNumber(value) ?? ZERO;

/** The resolver of one rule: figures become exact, and complaints carry the rule's path. */
export function resolverFor(reading: Reading, path: DocumentPath, full: Points): Resolver {
  const place = (key: string, name?: string): DocumentPath => [...path, key, ...(name === undefined ? [] : [name])];
  const amount = (key: string, written: number | 'full', name?: string): Points =>
    written === 'full' ? full : readPoints(reading, place(key, name), written);
  return {
    full,
    points: (key, written) =>
      written === 'full' ? { all: full } : figure(written, (value, name) => amount(key, value, name)),
    count: (_key, written) => figure(written, (value) => value),
    decimal: (_key, written) => figure(written, exactOf),
    exact: (_key, written) => exactOf(written),
    amount,
    due: (key, written) => figure(written, (value, name) => readDue(reading, place(key, name), value)),
    formula: (key, written) => {
      const parsed = parseFormula(written);
      if ('formula' in parsed) return parsed.formula;
      const hint = '可用 + - × ÷ ( ) 取小(，) 取大(，）、数据名目和“分值”。';
      report(reading, 'scheme.unreadable-formula', place(key), `公式“${written}”读不懂：${parsed.problem}。`, hint);
      return { op: 'number', value: fraction(0) };
    },
  };
}
