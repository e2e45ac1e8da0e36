import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  addDays,
  addWorkingDays,
  compare,
  dateOfDay,
  dayNumber,
  divide,
  formatExact,
  formatPoints,
  fraction,
  fromNumber,
  halfUp,
  multiply,
  NO_HOLIDAYS,
  nearest,
  parseDate,
  parsePoints,
  periodOfLabel,
  periodsOfYear,
  subtract,
  wholePeriodsWithin,
  workingDaysBetween,
} from './index.ts';

const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
const ratio = fc.tuple(whole, fc.integer({ min: 1, max: 100_000 })).map(([n, d]) => fraction(n, d));

describe('exact numbers', () => {
  it.each([
    [4.555, '456'],
    [4.545, '455'],
    [-4.555, '-456'],
    [1.005, '101'],
    [0.285, '29'],
  ])('rounds %d half-up in hundredths', (value, cents) => {
    expect(halfUp(multiply(fromNumber(value)!, fraction(100))).toString()).toBe(cents);
  });

  it('obeys the laws of arithmetic', () => {
    fc.assert(
      fc.property(ratio, ratio, ratio, (a, b, c) => {
        expect(compare(add(a, b), add(b, a))).toBe(0);
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0);
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0);
      }),
    );
  });

  it('rounds to the nearest, by at most a half', () => {
    fc.assert(
      fc.property(ratio, (a) => {
        const off = subtract(a, fraction(halfUp(a)));
        expect(compare(multiply(off, off), fraction(1, 4))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('reads points as written and prints them back', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 4 }), (points, decimals) => {
        expect(parsePoints(formatPoints(points, decimals), decimals)).toBe(points);
      }),
    );
    expect(parsePoints(0.125, 2)).toBeUndefined();
    expect(parsePoints(1e25, 2)).toBeUndefined();
  });

  it('prints a fraction as a decimal only where it is one', () => {
    expect(formatExact(fraction(1, 8))).toBe('0.125');
    expect(formatExact(fraction(1, 3))).toBe('1/3');
    expect(formatExact(fraction(-5, 2))).toBe('-2.5');
  });
});

describe('calendar', () => {
  it('goes from day to date and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 80_000 }), (day) => {
        expect(dayNumber(dateOfDay(day))).toBe(day);
      }),
    );
    expect(dateOfDay(0)).toBe('1970-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });

  it.each(['2023-02-29', '2024-13-01', '2024-04-31', '2024-1-1', '二〇二四', ''])(
    'knows that %s is no date',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it('counts working days as it adds them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 19_000, max: 21_000 }), fc.integer({ min: 1, max: 60 }), (day, count) => {
        const from = dateOfDay(day);
        expect(workingDaysBetween(from, addWorkingDays(from, count, NO_HOLIDAYS), NO_HOLIDAYS)).toBe(count);
      }),
    );
  });

  it('covers a year with its periods, without gap', () => {
    for (const unit of ['年', '半年', '季', '月'] as const) {
      const periods = periodsOfYear(2024, unit);
      expect(periods[0]!.from).toBe('2024-01-01');
      expect(periods.at(-1)!.to).toBe('2024-12-31');
      for (const [i, p] of periods.entries()) {
        if (i > 0) expect(p.from).toBe(addDays(periods[i - 1]!.to, 1));
        expect(periodOfLabel(p.label)).toEqual(p);
      }
    }
    expect(wholePeriodsWithin('季', '2024-02-01', '2024-12-31').map((p) => p.label)).toEqual([
      '2024Q2',
      '2024Q3',
      '2024Q4',
    ]);
  });
});

describe('a slip of the pen', () => {
  it('is recognised, and what is quite different is not', () => {
    expect(nearest('titel', ['title', 'points'])).toBe('title');
    expect(nearest('zzzzzz', ['title', 'points'])).toBeUndefined();
  });
});
