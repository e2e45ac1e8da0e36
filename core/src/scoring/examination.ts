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
  readonly examinations: ReadonlyMap<string, Fact>;
  readonly decisions: ReadonlyMap<string, Fact>;
}

export const standingOf = (index: SchemeIndex, record: SubjectRecord, component: string, period: string): Standing => ({
  examinations: byTarget(index, record.examinations, component, period),
  decisions: byTarget(index, record.decisions, component, period),
});

/** Who examined an item: its own entry, or one for an indicator above, the sheet, or the whole component (`*`). */
export function examinationOf({ examinations }: Standing, targets: readonly string[]): string | undefined {
  if (examinations.size === 0) return undefined;
  const target = [...targets, '*'].find((id) => examinations.has(id));
  const found = target === undefined ? undefined : examinations.get(target);
  return found && [found.by ?? '已查核', found.foundOn].filter(Boolean).join(' ');
}
