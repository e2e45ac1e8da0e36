import type { SubjectResult as Graded, GradingResult } from '@zhunsheng/core/grading';
import type { Cohort, ScoreNode, ScoreSheet } from '@zhunsheng/core/scoring';
import { formatPoints, type Points } from '@zhunsheng/core/values';
import type { ItemResult, ResultsDocument, SubjectResult } from './results-document.ts';

type Print = (points: Points | null) => string | null;

const printer =
  (decimals: number): Print =>
  (points) =>
    points === null ? null : formatPoints(points, decimals);

/** Every item of a sheet with its component and, where there are periods, its period; in reading order. */
function itemResults(root: ScoreNode, print: Print): ItemResult[] {
  const items: ItemResult[] = [];
  const walk = (node: ScoreNode, component: string, period: string | null): void => {
    if (node.kind === 'item') {
      const { id, title, outcome } = node;
      items.push({ component, period, id, title, full: print(node.full), points: print(node.points), outcome });
      return;
    }
    const within = node.kind === 'component' ? node.id : component;
    const during = node.kind === 'period' ? node.id.slice(node.id.lastIndexOf('@') + 1) : period;
    for (const child of node.children) walk(child, within, during);
  };
  walk(root, '', null);
  return items;
}

/** One subject's figures out of its score sheet, with the place and grade that grading gave it. */
export function subjectResult(sheet: ScoreSheet, graded: Graded | undefined): SubjectResult {
  const print = printer(sheet.decimals);
  const components = Object.entries(sheet.components).map(([id, points]) => [id, print(points)]);
  return {
    id: sheet.subject,
    name: sheet.name,
    group: sheet.group,
    class: sheet.class ?? null,
    outcome: sheet.outcome,
    total: print(sheet.total),
    beforeBonus: print(sheet.beforeBonus),
    bonus: print(sheet.bonus) ?? '0',
    penalty: print(sheet.penalty) ?? '0',
    selfTotal: print(sheet.selfTotal),
    components: Object.fromEntries(components),
    rank: graded?.rank ?? null,
    grade: graded?.grade ?? null,
    rectify: graded?.rectify ?? false,
    reasons: graded?.reasons ?? [],
    vetoes: sheet.vetoes.map(({ ruleId, reason }) => ({ rule: ruleId, reason })),
    missing: sheet.missing,
    items: itemResults(sheet.root, print),
  };
}

/** The results of an assessment as the document that files, `--json` and bundles hold. */
export function buildResults(cohort: Cohort, grading: GradingResult, sheets: readonly ScoreSheet[]): ResultsDocument {
  const { scheme, settings } = cohort;
  const byId = new Map(sheets.map((sheet) => [sheet.subject, sheet]));
  const ordered = grading.subjects.flatMap((graded) => {
    const sheet = byId.get(graded.subject);
    return sheet ? [subjectResult(sheet, graded)] : [];
  });
  return {
    format: 1,
    scheme: { id: scheme.id, title: scheme.title, version: scheme.version, year: scheme.year },
    asOf: settings.asOf,
    decimals: scheme.decimals,
    scale: formatPoints(scheme.scale, scheme.decimals),
    components: scheme.components.map(({ id, title }) => ({ id, title })),
    groups: scheme.groups.map(({ id, title }) => ({ id, title })),
    subjects: ordered,
    quotas: grading.quotas,
    selections: grading.selections,
    undecided: grading.undecided,
  };
}
