import type { Ranking, ScoreEntry } from './scores.api.ts';

const STEP = 5;

export interface Counted {
  /** `85—90`: from the first, below the second. */
  readonly stretches: readonly string[];
  readonly series: readonly { readonly title: string; readonly counts: readonly number[] }[];
}

const startOf = (entry: ScoreEntry): number => Math.floor(Number(entry.total) / STEP) * STEP;

/** How many bodies of each group have a total in each stretch of five points; who has none is in none. */
export function countTotals(groups: Ranking['groups'], entries: readonly ScoreEntry[]): Counted {
  const scored = entries.filter(({ total }) => total !== null);
  if (scored.length === 0) return { stretches: [], series: [] };
  const starts = scored.map(startOf);
  const from = Math.min(...starts);
  const stretches = Array.from({ length: (Math.max(...starts) - from) / STEP + 1 }, (_, at) => from + at * STEP);
  return {
    stretches: stretches.map((start) => `${start}—${start + STEP}`),
    series: groups.map(({ id, title }) => ({
      title,
      counts: stretches.map((start) => scored.filter((e) => e.group === id && startOf(e) === start).length),
    })),
  };
}
