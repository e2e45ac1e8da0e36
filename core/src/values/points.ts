import { type Fraction, fraction, fromNumber, halfUp, multiply, parseDecimal } from './fraction.ts';

/** 分: an exact integer in the scheme's sub-unit, 10^-decimals of a point. No score is ever a binary float. */
export type Points = number;

/** The sub-units in one point (分) for a scheme that keeps this many decimals (0–4). */
export const unitsPerPoint = (decimals: number): number => 10 ** decimals;

/** Reads a figure in 分; `undefined` when it has more decimals than the scheme keeps, or is no plain decimal. */
export function parsePoints(value: number | string, decimals: number): Points | undefined {
  const exact = typeof value === 'number' ? fromNumber(value) : parseDecimal(value);
  if (!exact) return undefined;
  const scaled = multiply(exact, fraction(unitsPerPoint(decimals)));
  const points = Number(scaled.n);
  return scaled.d === 1n && Number.isSafeInteger(points) ? points : undefined;
}

/** Prints points with exactly the scheme's decimals: (450, 2) gives `4.50`. */
export function formatPoints(points: Points, decimals: number): string {
  if (decimals === 0) return `${points}`;
  const text = `${Math.abs(points)}`.padStart(decimals + 1, '0');
  return `${points < 0 ? '-' : ''}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** 四舍五入 of an exact amount that is already in sub-units. */
export const roundPoints = (amount: Fraction): Points => Number(halfUp(amount));
