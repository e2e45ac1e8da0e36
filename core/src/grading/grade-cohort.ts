import type { Grading, Scheme } from '../scheme/index.ts';
import type { Cohort, ScoreSheet } from '../scoring/index.ts';
import { gradeOf, gradesOf } from './grade-of.ts';
import { compareKeys, type Placed, placeSheets } from './order.ts';
import { placesOf, within } from './places.ts';
import type { GradingResult, QuotaResult, SubjectResult } from './results.ts';
import { select } from './selection.ts';

interface Draft extends Placed {
  grade: string | null;
  reasons: string[];
}

const NO_GRADING: Pick<Grading, 'ties' | 'incomplete'> = {
  ties: { keys: ['total'], share: 'rank' },
  incomplete: 'unranked',
};

interface GroupDraft {
  readonly group: string;
  readonly ranked: Draft[];
  readonly unranked: Draft[];
}

function draftGroup(
  group: string,
  sheets: readonly ScoreSheet[],
  grading: Grading | undefined,
  cohort: Cohort,
): GroupDraft {
  const ties = grading ?? NO_GRADING;
  const complete = placeSheets(
    sheets.filter((s) => s.outcome === 'scored'),
    ties,
  );
  const rest = sheets.filter((s) => s.outcome !== 'scored');
  const behind = rest.map((sheet) => ({ sheet, keys: [], rank: complete.length + 1, tiedWith: rest.length - 1 }));
  const grade = (placed: Placed): Draft => {
    const judgement = cohort
      .record(placed.sheet.subject)
      .all.filter((f) => f.type === 'judgedGrade')
      .at(-1);
    const given = grading ? gradeOf(placed.sheet, grading, judgement) : { grade: null, reasons: [] };
    return { ...placed, grade: given.grade, reasons: [...given.reasons] };
  };
  const last = grading?.incomplete === 'last';
  const incomplete = behind.map(grade);
  return { group, ranked: [...complete.map(grade), ...(last ? incomplete : [])], unranked: last ? [] : incomplete };
}

const sameKeys = (a: Placed, b: Placed): boolean => compareKeys(a.keys, b.keys) === 0;

/** 优秀不超过20%: whoever falls outside the places gets the next grade. */
function holdQuota(grading: Grading, pool: readonly Draft[], groups: readonly string[]): QuotaResult {
  const quota = grading.quota!;
  const base = pool.filter((d) => d.sheet.outcome === 'scored').length;
  const { places, explanation } = placesOf(base, quota);
  const candidates = pool
    .filter((d) => d.grade === quota.grade && d.sheet.outcome === 'scored')
    .sort((a, b) => compareKeys(a.keys, b.keys));
  const { chosen, tiedAtEdge } = within(candidates, places, quota.edge, sameKeys);
  const grades = gradesOf(grading);
  const lower = quota.else ?? grades[grades.indexOf(quota.grade) + 1] ?? null;
  for (const draft of candidates) {
    if (chosen.includes(draft)) continue;
    draft.grade = lower;
    const edge = tiedAtEdge.includes(draft) ? `名额边缘有${tiedAtEdge.length}个并列，同进同退；` : '';
    draft.reasons.push(`${edge}${quota.grade}${explanation}，超出名额，定为${lower ?? '下一等次'}`);
  }
  return {
    grade: quota.grade,
    groups,
    base,
    places,
    explanation,
    candidates: candidates.length,
    given: chosen.length,
    tiedAtEdge: tiedAtEdge.map((d) => d.sheet.subject),
  };
}

function holdQuotas(scheme: Scheme, drafts: readonly GroupDraft[]): QuotaResult[] {
  return scheme.grading.flatMap((grading) => {
    if (!grading.quota) return [];
    const own = drafts.filter((d) => grading.groups.includes(d.group));
    const members = (d: GroupDraft): Draft[] => [...d.ranked, ...d.unranked];
    if (grading.quota.of === 'all') return [holdQuota(grading, own.flatMap(members), grading.groups)];
    return own.map((d) => holdQuota(grading, members(d), [d.group]));
  });
}

function undecidedTies(scheme: Scheme, drafts: readonly GroupDraft[]): GradingResult['undecided'] {
  return drafts.flatMap(({ group, ranked }) => {
    const grading = scheme.grading.find((g) => g.groups.includes(group));
    if (grading?.ties.share !== 'decision') return [];
    const ranks = [...new Set(ranked.filter((d) => d.tiedWith > 0).map((d) => d.rank))];
    return ranks.map((rank) => ({
      group,
      rank,
      subjects: ranked.filter((d) => d.rank === rank).map((d) => d.sheet.subject),
    }));
  });
}

/**
 * Grades a cohort: ranks within groups, bands or judged grades, vetoes, quotas, selections, who is to rectify.
 *
 * A subject whose sheet is not complete has no rank (unless the scheme puts it last) and counts in no quota's base.
 */
export function gradeCohort(cohort: Cohort, sheets: readonly ScoreSheet[] = cohort.sheets()): GradingResult {
  const { scheme } = cohort;
  const drafts = scheme.groups.map(({ id }) =>
    draftGroup(
      id,
      sheets.filter((s) => s.group === id),
      scheme.grading.find((g) => g.groups.includes(id)),
      cohort,
    ),
  );
  const quotas = holdQuotas(scheme, drafts);
  const result = (draft: Draft, rank: number | null): SubjectResult => ({
    subject: draft.sheet.subject,
    name: draft.sheet.name,
    group: draft.sheet.group,
    rank,
    tiedWith: rank === null ? 0 : draft.tiedWith,
    grade: draft.grade,
    reasons: draft.reasons,
    rectify: draft.grade !== null && scheme.rectify.includes(draft.grade),
  });
  const subjects = drafts.flatMap((d) => [
    ...d.ranked.map((draft) => result(draft, draft.rank)),
    ...d.unranked.map((draft) => result(draft, null)),
  ]);
  const placed = drafts.flatMap((d) => d.ranked.filter((r) => r.sheet.outcome === 'scored'));
  return {
    format: 1,
    subjects,
    quotas,
    selections: scheme.selections.map((s) => select(s, placed, subjects, cohort)),
    undecided: undecidedTies(scheme, drafts),
  };
}
