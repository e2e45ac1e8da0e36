import type { Rounding } from '../scheme/index.ts';
import { divide, type Fraction, floor, formatExact, fraction, halfUp, multiply } from '../values/index.ts';

/** 名额: how many places a quota or a selection has, and the line that shows how. */
export interface Places {
  readonly places: number;
  readonly explanation: string;
}

const ROUNDINGS: Record<Rounding, string> = { floor: '舍去小数', halfUp: '四舍五入', ceil: '进位取整' };

function roundCount(exact: Fraction, rounding: Rounding): number {
  const low = Number(floor(exact));
  if (rounding === 'floor') return low;
  if (rounding === 'halfUp') return Number(halfUp(exact));
  return exact.d === 1n ? low : low + 1;
}

/** 20% of 7 is 1, 1 or 2 by rule: the explanation says which. */
export function placesOf(
  base: number,
  limit: { readonly percent?: Fraction; readonly count?: number; readonly rounding: Rounding },
): Places {
  if (limit.percent === undefined) {
    const places = limit.count ?? 0;
    return { places, explanation: `名额${places}个` };
  }
  const exact = divide(multiply(fraction(base), limit.percent), fraction(100));
  const places = roundCount(exact, limit.rounding);
  const rounded = exact.d === 1n ? '' : `，${ROUNDINGS[limit.rounding]}`;
  return {
    places,
    explanation: `${base}个 × ${formatExact(limit.percent)}% = ${formatExact(exact)}${rounded}，名额${places}个`,
  };
}

/**
 * The first candidates within the places. Whoever is equal at the edge stands or falls together: `fall` never exceeds
 * the places, `stand` may.
 */
export function within<T>(
  candidates: readonly T[],
  places: number,
  edge: 'fall' | 'stand',
  same: (a: T, b: T) => boolean,
): { readonly chosen: readonly T[]; readonly tiedAtEdge: readonly T[] } {
  if (candidates.length <= places) return { chosen: candidates, tiedAtEdge: [] };
  const [inside, outside] = [candidates[places - 1], candidates[places]];
  const crosses = inside !== undefined && outside !== undefined && same(inside, outside);
  if (!crosses) return { chosen: candidates.slice(0, places), tiedAtEdge: [] };
  const first = candidates.findIndex((c) => same(c, inside));
  const after = candidates.findIndex((c, i) => i > first && !same(c, inside));
  const end = after < 0 ? candidates.length : after;
  return {
    chosen: candidates.slice(0, edge === 'stand' ? end : first),
    tiedAtEdge: candidates.slice(first, end),
  };
}
