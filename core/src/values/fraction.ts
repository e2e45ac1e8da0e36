import type { Small } from './small.ts';

/** An exact rational number; the denominator is always positive and the pair is in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function smallGcd(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Marks and counts are small: their common divisor is found in plain integers, many times faster. */
function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  if (x <= SAFE && y <= SAFE) return BigInt(smallGcd(Number(x), Number(y)));
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const isSafe = (n: bigint | number): n is number => Number.isSafeInteger(n);

function reduced(n: number, d: number): Fraction {
  if (d === 0) throw new Error('fraction: zero denominator');
  const g = d === 1 ? 1 : Math.abs(smallGcd(n, d));
  return d < 0 ? { n: BigInt(-n / g), d: BigInt(-d / g) } : { n: BigInt(n / g), d: BigInt(d / g) };
}

/** Builds a fraction from integers; a zero denominator is a bug of the caller, who must ask `whenNone` first. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  if (isSafe(n) && isSafe(d)) return reduced(n, d);
  const [num, den] = [BigInt(n), BigInt(d)];
  if (den === 1n) return { n: num, d: den };
  if (den === 0n) throw new Error('fraction: zero denominator');
  const g = gcd(num, den) || 1n;
  if (g === 1n && den > 0n) return { n: num, d: den };
  const sign = den < 0n ? -1n : 1n;
  return { n: (sign * num) / g, d: (sign * den) / g };
}

/** a ÷ b times c ÷ d: in plain integers where they are exact, many times faster. */
function product(a: bigint, b: bigint, c: bigint, d: bigint): Fraction {
  const n = Number(a) * Number(c);
  const m = Number(b) * Number(d);
  return Number.isSafeInteger(n) && Number.isSafeInteger(m) ? reduced(n, m) : fraction(a * c, b * d);
}

export const ZERO: Fraction = { n: 0n, d: 1n };

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => product(a.n, a.d, b.n, b.d);
export const divide = (a: Fraction, b: Fraction): Fraction => product(a.n, a.d, b.d, b.n);
export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });

/** Compares by cross-multiplication, so a ratio meets a threshold exactly: negative, zero or positive. */
export function compare(a: Fraction, b: Fraction): number {
  const x = a.d === b.d ? a.n : a.n * b.d;
  const y = a.d === b.d ? b.n : b.n * a.d;
  return x < y ? -1 : x > y ? 1 : 0;
}

export const minimum = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);
export const maximum = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b);

/** The greatest integer not above the fraction. */
export function floor(a: Fraction): bigint {
  const q = a.n / a.d;
  return a.n < 0n && q * a.d !== a.n ? q - 1n : q;
}

/** 四舍五入: the nearest integer, halves away from zero. */
export function halfUp(a: Fraction): bigint {
  const magnitude = a.n < 0n ? -a.n : a.n;
  const rounded = (2n * magnitude + a.d) / (2n * a.d);
  return a.n < 0n ? -rounded : rounded;
}

/** The same value in safe integers; `undefined` where it is too large for them. */
export function smallOf(a: Fraction): Small | undefined {
  const n = Number(a.n);
  const d = Number(a.d);
  return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { n, d } : undefined;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a plain decimal such as `-12.50`; anything else (exponents, blanks, more than 40 digits) gives `undefined`. */
export function parseDecimal(text: string): Fraction | undefined {
  const match = text.length <= 40 ? DECIMAL.exec(text) : null;
  if (!match) return undefined;
  const [, sign, whole = '', part = ''] = match;
  const value = fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  return sign === '-' ? negate(value) : value;
}

/** The exact decimal of a number as it was written: 0.1 gives 1/10, not its binary neighbour. */
export function fromNumber(value: number): Fraction | undefined {
  return Number.isFinite(value) ? parseDecimal(String(value)) : undefined;
}

const isFiniteDecimal = (d: bigint): boolean => {
  let rest = d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n;
};

/** The same in plain integers, which is many times faster; `undefined` where they would not be exact. */
function formatSmall({ n, d }: Small, places: number): string | undefined {
  if (d === 1) return `${n}`;
  let scale = 1;
  for (let digits = 1; digits <= places; digits++) {
    scale *= 10;
    const scaled = n * scale;
    if (!Number.isSafeInteger(scaled)) return undefined;
    if (scaled % d !== 0) continue;
    const text = `${Math.abs(scaled / d)}`.padStart(digits + 1, '0');
    return `${n < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
  return `${n}/${d}`;
}

/** Prints a fraction as a decimal when it has one within `places` digits, otherwise as `n/d`; never rounds silently. */
export function formatExact(a: Fraction, places = 8): string {
  const small = smallOf(a);
  const text = small && formatSmall(small, places);
  if (text !== undefined) return text;
  if (a.d === 1n) return a.n.toString();
  if (!isFiniteDecimal(a.d)) return `${a.n}/${a.d}`;
  for (let digits = 1; digits <= places; digits++) {
    const scaled = a.n * 10n ** BigInt(digits);
    if (scaled % a.d === 0n) return formatScaled(scaled / a.d, digits);
  }
  return `${a.n}/${a.d}`;
}

/** Prints a decimal cut after so many digits, without rounding: 2/3 cut after 2 is `0.66`. */
export function formatCut(a: Fraction, digits: number): string {
  const small = smallOf(a);
  const scaled = small ? small.n * 10 ** digits : Number.NaN;
  if (!small || !Number.isSafeInteger(scaled)) return formatScaled((a.n * 10n ** BigInt(digits)) / a.d, digits);
  const cut = (scaled - (scaled % small.d)) / small.d;
  const text = `${Math.abs(cut)}`.padStart(digits + 1, '0');
  return `${cut < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Prints an integer of 10^-digits as a decimal: (450n, 2) gives `4.50`. */
export function formatScaled(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
