import type { Grading } from '../scheme/index.ts';
import type { ScoreSheet } from '../scoring/index.ts';
import { competitionRanks, type Points } from '../values/index.ts';

/** The printed figure that a tie key (同分时比较) names; what is absent counts behind everything. */
function keyOf(sheet: ScoreSheet, key: string): Points {
  if (key === 'total') return sheet.total ?? -1;
  if (key === 'beforeBonus') return sheet.beforeBonus ?? -1;
  if (key === 'bonus') return sheet.bonus;
  return sheet.components[key] ?? -1;
}

export const keysOf = (sheet: ScoreSheet, grading: Pick<Grading, 'ties'>): Points[] =>
  grading.ties.keys.map((key) => keyOf(sheet, key));

/** Best first by the keys, one after the other. */
export function compareKeys(a: readonly Points[], b: readonly Points[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

/** A subject in its place; equal keys share a rank (1, 2, 2, 4). */
export interface Placed {
  readonly sheet: ScoreSheet;
  readonly keys: readonly Points[];
  readonly rank: number;
  /** How many others share the rank. */
  readonly tiedWith: number;
}

/** Ranks complete score sheets by the scheme's tie keys; among equals, roster order only arranges the list. */
export function placeSheets(sheets: readonly ScoreSheet[], grading: Pick<Grading, 'ties'>): Placed[] {
  const sorted = sheets
    .map((sheet) => ({ sheet, keys: keysOf(sheet, grading) }))
    .sort((a, b) => compareKeys(a.keys, b.keys));
  const ranks = competitionRanks(sorted, (a, b) => compareKeys(a.keys, b.keys) === 0);
  const sizes = new Map<number, number>();
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
  return sorted.map((entry, i) => ({ ...entry, rank: ranks[i]!, tiedWith: (sizes.get(ranks[i]!) ?? 1) - 1 }));
}
