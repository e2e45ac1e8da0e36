import { componentOf, type Fact, periodOf, type SchemeIndex, type SubjectRecord } from './inputs/index.ts';

/** Entries that hold for a component and its period: by target, those that name no period for every period. */
function byTarget(
  index: SchemeIndex,
  facts: readonly Fact[],
  component: string,
  period: string,
): ReadonlyMap<string, Fact> {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    const own = componentOf(index, fact);
    const here = own === component || (own === undefined && fact.target === '*');
    const label = periodOf(index.scheme, index.components.get(component), fact) ?? '';
    if (here && (label === period || label === '') && !found.has(fact.target)) found.set(fact.target, fact);
  }
  return found;
}

/** Who looked at what, and what does not apply, in one component and period of a subject. */
export interface Standing {
  /** By target, who looked and when, as a sheet prints it. */
  readonly examined: ReadonlyMap<string, string>;
  readonly decisions: ReadonlyMap<string, Fact>;
}

const printed = (fact: Fact): string => [fact.by ?? '已查核', fact.foundOn].filter(Boolean).join(' ');

export function standingOf(index: SchemeIndex, record: SubjectRecord, component: string, period: string): Standing {
  const examinations = byTarget(index, record.examinations, component, period);
  return {
    examined: new Map(Array.from(examinations, ([target, fact]) => [target, printed(fact)])),
    decisions: byTarget(index, record.decisions, component, period),
  };
}

const EVERYTHING = '*';

/** Who examined an item: its own entry, or one for an indicator above, the sheet, or the whole component (`*`). */
export function examinationOf({ examined }: Standing, targets: readonly string[]): string | undefined {
  const everywhere = examined.get(EVERYTHING);
  if (examined.size === (everywhere === undefined ? 0 : 1)) return everywhere;
  const target = targets.find((id) => examined.has(id));
  return target === undefined ? everywhere : examined.get(target);
}
