import { type Component, isJudged, type Scheme, type Sheet, sheetFor } from '../scheme/index.ts';
import { numberTerm, over, type Period, type Points, plus, pointsTerm, type Step, settle } from '../values/index.ts';
import { componentPeriods, factsAt, type SubjectRecord } from './inputs/index.ts';
import { panelFigure } from './panel.ts';
import { NOTHING_PASSED, type OutsideEntry, type Scored } from './score-item.ts';
import { scoreSelf } from './score-self.ts';
import type { ScoreNode } from './score-sheet.ts';
import { scoreSheetTree, type TreeScene } from './score-tree.ts';

/** A component scored for a subject, with the full marks it is measured against. */
export interface ScoredComponent {
  readonly component: Component;
  readonly scored: Scored;
  readonly full: Points;
}

/** Makes the scene of a component's period; the cohort supplies what needs other subjects. */
export type SceneOf = (component: Component, period: Period) => TreeScene;

const blank = (kind: ScoreNode['kind'], id: string, title: string, full: Points): ScoreNode => ({
  kind,
  id,
  title,
  outcome: 'missing',
  points: null,
  full,
  inputs: [],
  findings: [],
  steps: [],
  notes: [],
  children: [],
});

const alone = (node: ScoreNode, reason?: string): Scored => ({
  node,
  outside: [],
  vetoes: [],
  missing: reason === undefined ? [] : [{ id: node.id, title: node.title, component: node.id, reason }],
  passed: NOTHING_PASSED,
});

/** 评议: a component judged as a whole by a panel. */
function scoreJudged(component: Component, scene: TreeScene): Scored {
  const { record, period } = scene.place;
  const marks = factsAt(record, component.id, period.label, component.id)
    .filter((f) => f.type === 'mark' && f.value !== undefined)
    .map((fact) => ({ fact, by: fact.by ?? '', points: fact.value! }));
  const figure = panelFigure(marks, component.panel, scene.scheme.decimals);
  const inputs = marks.map((m) => ({ label: m.by || '评分', value: `${numberTerm(m.points).text}分` }));
  const node = { ...blank('component', component.id, component.title, component.judgedFull), inputs };
  if ('reason' in figure) return alone({ ...node, notes: [figure.reason] }, figure.reason);
  return alone({ ...node, outcome: 'scored', points: figure.step.points, steps: [figure.step] });
}

const LABELS = { mean: '各期平均', sum: '各期合计', last: '以最后一期为准' } as const;

function joinPeriods(component: Component, periods: readonly Scored[], full: Points, decimals: number): Scored {
  const { combine: method, absent } = component.periods!;
  const children = periods.map((p) => p.node);
  const base = { ...blank('component', component.id, component.title, full), children };
  const asked = periods.filter((p) => p.node.outcome !== 'notApplicable');
  const here = asked.filter((p) => p.node.outcome === 'scored');
  const lost = asked.filter((p) => p.node.outcome !== 'scored');
  const blocked = absent === 'missing' && lost.length > 0;
  const outside: OutsideEntry[] = here.flatMap((p) => p.outside);
  const vetoes = periods.flatMap((p) => p.vetoes);
  if (periods.length > 0 && asked.length === 0) {
    const node: ScoreNode = { ...base, outcome: 'notApplicable', notes: ['各期均不涉及'] };
    return { node, outside: [], vetoes, missing: [], passed: { component: 0, total: full } };
  }
  if (blocked || (here.length === 0 && absent !== 'zero') || periods.length === 0) {
    const missing = lost.flatMap((p) => p.missing);
    const reason = periods.length === 0 ? '没有一个完整的考核期' : '有考核期的数据不全';
    const own =
      missing.length > 0 ? missing : [{ id: component.id, title: component.title, component: component.id, reason }];
    return { node: { ...base, notes: [reason] }, outside: [], vetoes, missing: own, passed: NOTHING_PASSED };
  }
  const counted = absent === 'zero' ? asked : here;
  const terms = counted.map((p) => pointsTerm(p.node.points ?? 0, decimals));
  const step: Step =
    method === 'mean'
      ? settle(LABELS.mean, over(plus(...terms), numberTerm(terms.length)), decimals)
      : settle(LABELS[method], method === 'sum' ? plus(...terms) : terms.at(-1)!, decimals);
  const notes = lost.map((p) => `${p.node.title}无成绩，${absent === 'zero' ? '计0分' : '不计入'}`);
  const node: ScoreNode = { ...base, outcome: 'scored', points: step.points, steps: [step], notes };
  return { node, outside, vetoes, missing: [], passed: NOTHING_PASSED };
}

function scoreWithSheet(
  component: Component,
  sheet: Sheet,
  record: SubjectRecord,
  scheme: Scheme,
  sceneOf: SceneOf,
): ScoredComponent {
  const periods = componentPeriods(scheme, component, record.subject);
  if (component.source === 'selfScore') {
    return { component, scored: scoreSelf(component, sheet, sceneOf(component, periods[0]!)), full: sheet.full };
  }
  if (!component.periods) {
    const scored = scoreSheetTree(sheet, component.title, 'component', component.id, sceneOf(component, periods[0]!));
    return { component, scored, full: sheet.full };
  }
  const parts = periods.map((p) =>
    scoreSheetTree(
      sheet,
      `${component.title} ${p.label}`,
      'period',
      `${component.id}@${p.label}`,
      sceneOf(component, p),
    ),
  );
  const asked = parts.filter((p) => p.node.outcome !== 'notApplicable').length;
  const full = component.periods.combine === 'sum' ? sheet.full * Math.max(1, asked) : sheet.full;
  return { component, scored: joinPeriods(component, parts, full, scheme.decimals), full };
}

/** Scores every component that applies to a subject's group. */
export function scoreComponents(scheme: Scheme, record: SubjectRecord, sceneOf: SceneOf): ScoredComponent[] {
  return scheme.components.flatMap((component): ScoredComponent[] => {
    if (isJudged(component)) {
      const period = componentPeriods(scheme, { ...component, periods: undefined }, record.subject)[0]!;
      return [{ component, scored: scoreJudged(component, sceneOf(component, period)), full: component.judgedFull }];
    }
    const sheet = sheetFor(scheme, record.subject.group, component.id);
    return sheet ? [scoreWithSheet(component, sheet, record, scheme, sceneOf)] : [];
  });
}
