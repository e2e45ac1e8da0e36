import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  type Fraction,
  floor,
  formatCut,
  fraction,
  halfUp,
  multiply,
  subtract,
} from './fraction.ts';
import { wholePoints } from './points.ts';
import { greatest, least, minus, numberTerm, over, plus, settle, type Term, times, wholePart } from './term.ts';

/** Figures as sheets have them, and some at and beyond the edge of the safe integers. */
const whole = fc.oneof(
  fc.bigInt({ min: -2000n, max: 2000n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
);
const ratio = fc
  .tuple(
    whole,
    whole.filter((d) => d !== 0n),
  )
  .map(([n, d]) => fraction(n, d));
const three = fc.tuple(ratio, ratio, ratio);

const OPERATIONS: readonly (readonly [(...terms: Term[]) => Term, (a: Fraction, b: Fraction) => Fraction])[] = [
  [plus, add],
  [minus, subtract],
  [times, multiply],
  [over, divide],
];

describe('arithmetic in small integers', () => {
  it('gives what big integers give, whatever the size', () => {
    fc.assert(
      fc.property(three, fc.nat(3), fc.nat(3), (values, first, second) => {
        const [[join, fold], [joinNext, foldNext]] = [OPERATIONS[first]!, OPERATIONS[second]!];
        const [a, b, c] = values.map(numberTerm) as [Term, Term, Term];
        const zero = (fold === divide && values[1]!.n === 0n) || (foldNext === divide && values[2]!.n === 0n);
        if (zero) return;
        const term = joinNext(join(a, b), c);
        const value = foldNext(fold(values[0]!, values[1]!), values[2]!);
        expect(term.value).toEqual(value);
        expect(wholePart(term).value).toEqual(fraction(floor(value)));
        expect(settle('', term, 2).points).toBe(Number(halfUp(multiply(value, fraction(100n, 1n)))));
        expect(settle('', term, 2).rounded).toBe(multiply(value, fraction(100n, 1n)).d !== 1n);
        const [low, high] = compare(value, values[2]!) <= 0 ? [value, values[2]!] : [values[2]!, value];
        expect([least(term, c).value, greatest(term, c).value]).toEqual([low, high]);
      }),
      { numRuns: 2000 },
    );
  });

  it('cuts decimals and finds sub-units exactly', () => {
    fc.assert(
      fc.property(ratio, (value) => {
        const cut = (value.n * 1000n) / value.d;
        const digits = `${cut < 0n ? -cut : cut}`.padStart(4, '0');
        expect(formatCut(value, 3)).toBe(`${cut < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`);
        const scaled = multiply(value, fraction(100n, 1n));
        const safe = scaled.d === 1n && Number.isSafeInteger(Number(scaled.n));
        expect(wholePoints(value, 2)).toBe(safe ? Number(scaled.n) : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what is no integer', () => {
    expect(() => numberTerm(1.5).value).toThrow(RangeError);
    expect(() => fraction(1.5, 2)).toThrow(RangeError);
    expect(() => fraction(1, 0)).toThrow('zero denominator');
  });
});
