/** One body's outcome under a scheme; figures print as the results do. */
export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly total: string | null;
  readonly rank: number | null;
  readonly grade: string | null;
}

/** What the new version would have done to a body's result. */
export interface OutcomeChange {
  readonly id: string;
  readonly name: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** The bodies whose total, rank or grade would differ, in the order of `before`. */
export function compareResults(before: readonly Outcome[], after: readonly Outcome[]): OutcomeChange[] {
  const now = new Map(after.map((outcome) => [outcome.id, outcome]));
  return before.flatMap((old) => {
    const fresh = now.get(old.id);
    const same = fresh && fresh.total === old.total && fresh.rank === old.rank && fresh.grade === old.grade;
    return fresh && !same ? [{ id: old.id, name: old.name, before: old, after: fresh }] : [];
  });
}
