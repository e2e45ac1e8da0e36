import { type Fraction, fromNumber, halfUp, parseDecimal, smallOf } from './fraction.ts';

/** 分: an exact integer in the scheme's sub-unit, 10^-decimals of a point. No score is ever a binary float. */
export type Points = number;

const POWERS = [1, 10, 100, 1000, 10000];

/** The sub-units in one point (分) for a scheme that keeps this many decimals (0–4). */
export const unitsPerPoint = (decimals: number): number => POWERS[decimals] ?? 10 ** decimals;

/** Reads a figure in 分; `undefined` when it has more decimals than the scheme keeps, or is no plain decimal. */
export function parsePoints(value: number | string, decimals: number): Points | undefined {
  const exact = typeof value === 'number' ? fromNumber(value) : parseDecimal(value);
  return exact && wholePoints(exact, decimals);
}

/** An exact figure in 分 as sub-units; `undefined` when it has more decimals than the scheme keeps. */
export function wholePoints(value: Fraction, decimals: number): Points | undefined {
  const unit = unitsPerPoint(decimals);
  const small = smallOf(value);
  if (small && Number.isSafeInteger(small.n * unit)) {
    return (small.n * unit) % small.d === 0 ? (small.n * unit) / small.d + 0 : undefined;
  }
  const scaled = value.n * BigInt(unit);
  const points = Number(scaled / value.d);
  return Number.isSafeInteger(points) && scaled % value.d === 0n ? points : undefined;
}

/** Prints points with exactly the scheme's decimals: (450, 2) gives `4.50`. */
export function formatPoints(points: Points, decimals: number): string {
  if (decimals === 0) return `${points}`;
  const unit = unitsPerPoint(decimals);
  const part = Math.abs(points) % unit;
  const whole = (Math.abs(points) - part) / unit;
  const digits = `${part + unit}`.slice(1); // the leading 1 keeps the zeros of 0.05
  return points < 0 ? `-${whole}.${digits}` : `${whole}.${digits}`;
}

/** Points as a sentence says them, without idle zeros: (450, 2) gives `4.5分`. */
export function sayPoints(points: Points, decimals: number): string {
  const text = formatPoints(points, decimals);
  return `${decimals === 0 ? text : text.replace(/\.?0+$/, '')}分`;
}

/** 四舍五入 of an exact amount that is already in sub-units. */
export const roundPoints = (amount: Fraction): Points => Number(halfUp(amount));
