/** A calendar date as `YYYY-MM-DD`; comparing two as text compares them in time. */
export type CalendarDate = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const monthLength = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

/** Reads `YYYY-MM-DD`; `undefined` for a date that does not exist, such as 2023-02-29. */
export function parseDate(text: string): CalendarDate | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const day = Number(match[3]);
  return day >= 1 && day <= monthLength(Number(match[1]), Number(match[2])) ? text : undefined;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(date: CalendarDate): number {
  const y = Number(date.slice(0, 4));
  const m = Number(date.slice(5, 7));
  const d = Number(date.slice(8));
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function dateOfDay(day: number): CalendarDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return format(year, month, doy - Math.floor((153 * mp + 2) / 5) + 1);
}

const format = (year: number, month: number, day: number): CalendarDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

export const addDays = (date: CalendarDate, days: number): CalendarDate => dateOfDay(dayNumber(date) + days);
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => dayNumber(to) - dayNumber(from);

/** The last day of a month: `endOfMonth(2024, 2)` is 2024-02-29. */
export const endOfMonth = (year: number, month: number): CalendarDate => format(year, month, monthLength(year, month));

/** Reads `MM-DD` as a date of that year; 02-29 in a common year does not exist. */
export const dateInYear = (year: number, monthDay: string): CalendarDate | undefined =>
  parseDate(`${String(year).padStart(4, '0')}-${monthDay}`);

/** 节假日安排: days off on weekdays and working days on weekends, as the State Council publishes them each year. */
export interface HolidayTable {
  readonly holidays: ReadonlySet<CalendarDate>;
  readonly workdays: ReadonlySet<CalendarDate>;
}

export const NO_HOLIDAYS: HolidayTable = { holidays: new Set(), workdays: new Set() };

export function isWorkingDay(date: CalendarDate, table: HolidayTable): boolean {
  if (table.workdays.has(date)) return true;
  if (table.holidays.has(date)) return false;
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6;
}

/** The nth working day after a date (the day itself does not count, 民法典 第二百零一条). */
export function addWorkingDays(date: CalendarDate, count: number, table: HolidayTable): CalendarDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, table)) left--;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate, table: HolidayTable): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, table)) count++;
  return count;
}
