/**
 * Competition ranks (1, 2, 2, 4) of values that are already sorted best first.
 * `same` says whether two neighbours share a place.
 */
export function competitionRanks<T>(sorted: readonly T[], same: (a: T, b: T) => boolean): number[] {
  const ranks: number[] = [];
  sorted.forEach((value, i) => {
    const before = sorted[i - 1];
    ranks.push(i > 0 && before !== undefined && same(before, value) ? (ranks[i - 1] ?? 1) : i + 1);
  });
  return ranks;
}
