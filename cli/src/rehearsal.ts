import { compareResults, type Outcome, type OutcomeChange } from '@zhunsheng/core/comparison';
import { gradeCohort } from '@zhunsheng/core/grading';
import { parseSchemeText } from '@zhunsheng/core/rule-text';
import { type Indicator, type Item, rulesOf, type Scheme } from '@zhunsheng/core/scheme';
import { type Fact, scoreCohort } from '@zhunsheng/core/scoring';
import { buildResults, type FolderReading } from '@zhunsheng/documents';

export interface Rehearsal {
  readonly changes: readonly OutcomeChange[];
  /** Entries that name an item or rule which the new version does not have. */
  readonly unused: number;
  readonly subjects: number;
}

/** Every name of an item, indicator, part or rule that an entry may point at. */
function namesIn(scheme: Scheme): Set<string> {
  const names = new Set(scheme.rules.map((rule) => rule.id));
  const walk = (node: Indicator | Item): void => {
    names.add(node.id);
    if (node.type === 'indicator') node.children.forEach(walk);
    else for (const { id } of [...node.parts, ...rulesOf(node)]) names.add(id);
  };
  for (const sheet of scheme.sheets) sheet.children.forEach(walk);
  return names;
}

function outcomes(scheme: Scheme, folder: FolderReading, facts: readonly Fact[]): readonly Outcome[] {
  const cohort = scoreCohort(scheme, folder.subjects, facts, folder.settings);
  const sheets = cohort.subjects.map((subject) => cohort.sheet(subject.id));
  return buildResults(cohort, gradeCohort(cohort, sheets), sheets).subjects;
}

/**
 * What the new version would have done to a year that is on record: the same bodies and entries under both, the new version read
 * for the year of the entries.
 */
export function rehearse(folder: FolderReading, after: Scheme): Rehearsal | undefined {
  const { scheme: before, subjects, facts } = folder;
  if (!before) return undefined;
  const { year, period } = before.document;
  const sameYear = { ...after.document, year, ...(period && { period }) };
  const { scheme: now } = parseSchemeText(sameYear);
  if (!now) return undefined;
  const [old, kept] = [namesIn(before), namesIn(now)];
  const isGone = (name: unknown) => typeof name === 'string' && old.has(name) && !kept.has(name);
  const usable = facts.filter((fact) => !('target' in fact && isGone(fact.target)));
  const changes = compareResults(outcomes(before, folder, facts), outcomes(now, folder, usable));
  return { changes, unused: facts.length - usable.length, subjects: subjects.length };
}
