import type { Grading, Quota } from '../../scheme/index.ts';
import { floor, fraction, halfUp, multiply } from '../../values/index.ts';
import { UNGRADED } from './lowering/grade.ts';

/** A quota as the sweep over a group needs it. */
export interface CompiledQuota {
  readonly grade: number;
  readonly otherwise: number;
  readonly places: (base: number) => number;
  readonly stands: boolean;
  /** One pool of every group of the entry, instead of each group alone. */
  readonly pooled: boolean;
  readonly groups: readonly number[];
}

function placesOf(quota: Quota): (base: number) => number {
  const { percent } = quota;
  if (percent === undefined) return () => quota.count ?? 0;
  const share = multiply(percent, fraction(1, 100));
  return (base) => {
    const exact = multiply(share, fraction(base));
    if (quota.rounding === 'halfUp') return Number(halfUp(exact));
    const low = Number(floor(exact));
    return quota.rounding === 'ceil' && exact.d !== 1n ? low + 1 : low;
  };
}

export function compileQuota(grading: Grading, groups: readonly string[]): CompiledQuota | undefined {
  const { quota, bands } = grading;
  if (!quota || grading.judged) return undefined;
  const names = bands.map((band) => band.grade);
  const grade = names.indexOf(quota.grade);
  if (grade < 0) return undefined;
  const after = quota.else === undefined ? grade + 1 : names.indexOf(quota.else);
  return {
    grade,
    otherwise: after < 0 || after >= names.length ? UNGRADED : after,
    places: placesOf(quota),
    stands: quota.edge === 'stand',
    pooled: quota.of === 'all',
    groups: grading.groups.map((id) => groups.indexOf(id)),
  };
}

/**
 * Takes the grade from those candidates (best first) who fall outside the places; equals at the edge stand or fall
 * together.
 */
export function holdQuota(
  quota: CompiledQuota,
  base: number,
  candidates: ArrayLike<number>,
  count: number,
  same: (a: number, b: number) => boolean,
  grades: Uint8Array,
): void {
  const places = quota.places(base);
  if (count <= places) return;
  let end = places;
  if (places > 0 && same(candidates[places - 1]!, candidates[places]!)) {
    const edge = candidates[places]!;
    if (quota.stands) while (end < count && same(candidates[end]!, edge)) end++;
    else while (end > 0 && same(candidates[end - 1]!, edge)) end--;
  }
  for (let i = end; i < count; i++) grades[candidates[i]!] = quota.otherwise;
}
