/** A quotient of two safe integers, the divisor positive, not always in lowest terms: exact, and quicker than big integers. */
export interface Small {
  readonly n: number;
  readonly d: number;
}

/** Whether arithmetic gave an exact integer; beyond that, big integers are used. */
const exact = Number.isSafeInteger;

/** The quotient where both parts came out exact; the sign stands above, and zero has none. */
function quotient(n: number, d: number): Small | undefined {
  if (!exact(n) || !exact(d) || d === 0) return undefined;
  return d < 0 ? { n: 0 - n, d: -d } : { n: n + 0, d };
}

/** a + sign × b; `undefined` where it would not be exact. */
export function addSmall(a: Small, b: Small, sign: 1 | -1): Small | undefined {
  if (a.d === b.d) return quotient(a.n + sign * b.n, a.d);
  const x = a.n * b.d;
  const y = b.n * a.d;
  return exact(x) && exact(y) ? quotient(x + sign * y, a.d * b.d) : undefined;
}

export const multiplySmall = (a: Small, b: Small): Small | undefined => quotient(a.n * b.n, a.d * b.d);
/** `undefined` also for division by zero, which is the caller's to exclude. */
export const divideSmall = (a: Small, b: Small): Small | undefined => quotient(a.n * b.d, a.d * b.n);

/** Negative, zero or positive; `undefined` where it cannot be told exactly. */
export function compareSmall(a: Small, b: Small): number | undefined {
  if (a.d === b.d) return a.n - b.n;
  const x = a.n * b.d;
  const y = b.n * a.d;
  return exact(x) && exact(y) ? x - y : undefined;
}

/** The greatest integer not above the quotient: a remainder is exact where a division would round. */
export function floorSmall({ n, d }: Small): number {
  const rest = n % d;
  return (n - rest) / d - (rest < 0 ? 1 : 0) + 0;
}

/** 四舍五入 of the quotient times a factor, and whether that changed it. */
export function settleSmall({ n, d }: Small, factor: number): { points: number; rounded: boolean } | undefined {
  if (d === factor) return { points: n, rounded: false };
  const scaled = Math.abs(n) * factor;
  const doubled = 2 * scaled + d;
  if (!exact(doubled) || !exact(2 * d)) return undefined;
  const points = (doubled - (doubled % (2 * d))) / (2 * d);
  return { points: n < 0 ? 0 - points : points, rounded: scaled % d !== 0 };
}
