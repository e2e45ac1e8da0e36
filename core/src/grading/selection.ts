import type { Selection } from '../scheme/index.ts';
import type { Cohort } from '../scoring/index.ts';
import { compareKeys, type Placed } from './order.ts';
import { placesOf, within } from './places.ts';
import type { SelectionResult, SubjectResult } from './results.ts';

interface Candidate {
  readonly placed: Placed;
  readonly result: SubjectResult;
  readonly name: string;
  readonly reason: string;
}

function candidatesOf(
  selection: Selection,
  placed: readonly Placed[],
  results: ReadonlyMap<string, SubjectResult>,
  cohort: Cohort,
): Candidate[] {
  return placed.flatMap((p): Candidate[] => {
    const result = results.get(p.sheet.subject)!;
    const graded = !selection.grades || (result.grade !== null && selection.grades.includes(result.grade));
    if (!graded || !selection.groups.includes(p.sheet.group)) return [];
    const place = `本组第${p.rank}名${result.grade ? `，${result.grade}` : ''}`;
    if (selection.choose === 'subjects') return [{ placed: p, result, name: p.sheet.name, reason: place }];
    return cohort
      .record(p.sheet.subject)
      .all.filter((f) => f.type === 'nomination' && f.target === selection.id)
      .map((f) => ({
        placed: p,
        result,
        name: f.name ?? '（未写姓名）',
        reason: `${p.sheet.name}推荐（${place}）：${f.reason ?? ''}`,
      }));
  });
}

/** Chooses from the ranked subjects (or their nominees) by total; equals at the edge stand or fall together. */
export function select(
  selection: Selection,
  placed: readonly Placed[],
  subjects: readonly SubjectResult[],
  cohort: Cohort,
): SelectionResult {
  const results = new Map(subjects.map((s) => [s.subject, s]));
  const candidates = candidatesOf(selection, placed, results, cohort);
  const pools = selection.of === 'all' ? [selection.groups] : selection.groups.map((group) => [group]);
  const rounds = pools.map((groups) => {
    const base = subjects.filter((s) => groups.includes(s.group) && s.rank !== null).length;
    const { places, explanation } = placesOf(base, selection);
    const own = candidates
      .filter((c) => groups.includes(c.placed.sheet.group))
      .sort((a, b) => compareKeys(a.placed.keys, b.placed.keys));
    const same = (a: Candidate, b: Candidate): boolean => compareKeys(a.placed.keys, b.placed.keys) === 0;
    return { explanation, ...within(own, places, selection.edge, same) };
  });
  return {
    id: selection.id,
    title: selection.title,
    explanation: rounds.map((r) => r.explanation).join('；'),
    chosen: rounds.flatMap((r) => r.chosen).map((c) => ({ subject: c.result.subject, name: c.name, reason: c.reason })),
    tiedAtEdge: rounds.flatMap((r) => r.tiedAtEdge).map((c) => c.result.subject),
  };
}
