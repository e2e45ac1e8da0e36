import { addDays, type CalendarDate, dayNumber, endOfMonth } from './date.ts';

/** 周期: how often something is required or assessed. */
export const PERIODS = ['年', '半年', '季', '月', '周'] as const;
export type PeriodUnit = (typeof PERIODS)[number];

/** One stretch of a year with a label that facts name: `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024W05`. */
export interface Period {
  readonly label: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const MONTHS_IN: Record<Exclude<PeriodUnit, '周'>, number> = { 年: 12, 半年: 6, 季: 3, 月: 1 };

function labelOf(year: number, unit: PeriodUnit, index: number): string {
  if (unit === '年') return `${year}`;
  if (unit === '半年') return `${year}H${index}`;
  if (unit === '季') return `${year}Q${index}`;
  if (unit === '周') return `${year}W${String(index).padStart(2, '0')}`;
  return `${year}-${String(index).padStart(2, '0')}`;
}

/** The weeks of a year begin on Monday; a week belongs to the year of its Monday. */
function weeksOf(year: number): Period[] {
  const first = `${String(year).padStart(4, '0')}-01-01`;
  const weekday = (((dayNumber(first) + 3) % 7) + 7) % 7;
  const weeks: Period[] = [];
  for (let day = addDays(first, (7 - weekday) % 7); day.startsWith(first.slice(0, 4)); day = addDays(day, 7)) {
    weeks.push({ label: labelOf(year, '周', weeks.length + 1), from: day, to: addDays(day, 6) });
  }
  return weeks;
}

const known = new Map<string, readonly Period[]>();

/** All periods of one unit that begin in a calendar year, in order. */
export function periodsOfYear(year: number, unit: PeriodUnit): readonly Period[] {
  const key = `${unit}${year}`;
  const periods = known.get(key) ?? makePeriods(year, unit);
  known.set(key, periods);
  return periods;
}

function makePeriods(year: number, unit: PeriodUnit): Period[] {
  if (unit === '周') return weeksOf(year);
  const months = MONTHS_IN[unit];
  return Array.from({ length: 12 / months }, (_, i) => {
    const firstMonth = i * months + 1;
    return {
      label: labelOf(year, unit, i + 1),
      from: `${String(year).padStart(4, '0')}-${String(firstMonth).padStart(2, '0')}-01`,
      to: endOfMonth(year, firstMonth + months - 1),
    };
  });
}

/** The periods that lie whole inside a span of time: a body present since May owes nothing for the first quarter. */
export function wholePeriodsWithin(unit: PeriodUnit, from: CalendarDate, to: CalendarDate): Period[] {
  const periods: Period[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    periods.push(...periodsOfYear(year, unit).filter((p) => p.from >= from && p.to <= to));
  }
  return periods;
}

const LABELS: readonly (readonly [RegExp, PeriodUnit])[] = [
  [/^(\d{4})$/, '年'],
  [/^(\d{4})H([12])$/, '半年'],
  [/^(\d{4})Q([1-4])$/, '季'],
  [/^(\d{4})-(\d{2})$/, '月'],
  [/^(\d{4})W(\d{2})$/, '周'],
];

/** The period a label names, such as `2024Q3`; `undefined` for a label of no period. */
export function periodOfLabel(label: string): Period | undefined {
  for (const [pattern, unit] of LABELS) {
    const match = pattern.exec(label);
    if (match) return periodsOfYear(Number(match[1]), unit)[Number(match[2] ?? 1) - 1];
  }
  return undefined;
}
