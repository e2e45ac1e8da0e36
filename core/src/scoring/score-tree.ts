import { type Item, itemsOf, type Sheet } from '../scheme/index.ts';
import { type Points, pointsTerm, settle } from '../values/index.ts';
import type { Asked, AskedIndicator, AskedItem, AskedSheet } from './asked.ts';
import type { Fact } from './inputs/index.ts';
import { type Branch, type Combined, capOutside, combine, holdLoss, raise, rescale } from './redistribute.ts';
import { type OutsideEntry, type Scored, scoreItem } from './score-item.ts';
import type { ScoreNode } from './score-sheet.ts';
import type { Scene } from './scored-rule.ts';

/** Beside the rules' scene: what is asked, and the mean score of an item over the group, for 不涉及 by `groupMean`. */
export interface TreeScene extends Scene {
  readonly asked: Asked;
  readonly groupMean: (item: Item) => Points | undefined;
}

/** 不涉及: the approved decision on a node, if there is one. */
const decisionOn = (id: string, scene: Scene): Fact | undefined => scene.standing.decisions.get(id);

/** Why something does not apply, and who agreed. */
export const decisionNote = (fact: Fact): string =>
  `不涉及${fact.reason ? `：${fact.reason}` : ''}${fact.by ? `（${fact.by}同意）` : ''}`;

/** An item that does not apply: without marks, or with full marks or the group's mean by its method. */
function exempt(item: Item, scored: Scored, note: string, scene: TreeScene): Scored {
  const { decimals } = scene.scheme;
  const base = { ...scored, outside: [], vetoes: [], missing: [] };
  const { method } = item.notApplicable;
  if (method === 'full') {
    const step = settle('不涉及，按满分计', pointsTerm(item.full, decimals), decimals);
    return { ...base, node: { ...scored.node, outcome: 'scored', points: item.full, steps: [step], notes: [note] } };
  }
  if (method === 'groupMean') {
    const mean = scene.groupMean(item);
    if (mean === undefined) {
      const reason = '不涉及按本组平均分计，但本组无人得分';
      const node: ScoreNode = { ...scored.node, outcome: 'missing', points: null, steps: [], notes: [note, reason] };
      return { ...base, node, missing: [{ id: item.id, title: item.title, component: scene.place.component, reason }] };
    }
    const step = settle('不涉及，按本组平均分计', pointsTerm(mean, decimals), decimals);
    return { ...base, node: { ...scored.node, outcome: 'scored', points: mean, steps: [step], notes: [note] } };
  }
  return { ...base, node: { ...scored.node, outcome: 'notApplicable', points: null, steps: [], notes: [note] } };
}

/** Items scored on their own, before anything is shared out. */
function scoreLeaves({ sheet, children }: AskedSheet, scene: TreeScene): Map<string, Scored> {
  const leaves = new Map<string, Scored>();
  const walk = (node: AskedIndicator | AskedItem, decided: Fact | undefined): void => {
    if (node.type === 'indicator') {
      const decision = decided ?? decisionOn(node.indicator.id, scene);
      for (const child of node.children) walk(child, decision);
      return;
    }
    const { item } = node;
    const decision = decided ?? decisionOn(item.id, scene);
    const scored = scoreItem(node, scene);
    const none = decision !== undefined || scored.node.outcome === 'notApplicable';
    const note = decision ? decisionNote(decision) : scored.node.notes[0];
    leaves.set(item.id, none ? exempt(item, scored, note ?? '不涉及', scene) : scored);
  };
  for (const child of children) walk(child, decisionOn(sheet.id, scene));
  return leaves;
}

/** 分值平均计入其他指标, over the whole component: every applicable item's marks rise by the same figure. */
function shareOverComponent(sheet: Sheet, leaves: Map<string, Scored>, scene: Scene): void {
  const items = itemsOf(sheet).filter((item) => leaves.has(item.id));
  const isNone = (item: Item) => leaves.get(item.id)?.node.outcome === 'notApplicable';
  const shared = items.filter(
    (i) => isNone(i) && i.notApplicable.method === 'equal' && i.notApplicable.within === 'component',
  );
  const marks = shared.reduce((sum, item) => sum + item.full, 0);
  if (marks === 0) return;
  const sharers = items.filter((i) => !isNone(i) && i.full > 0);
  for (const item of sharers) {
    const scored = leaves.get(item.id)!;
    if (scored.node.points === null) continue;
    const { decimals } = scene.scheme;
    const term = raise(scored.node.points, item.full, marks, sharers.length, decimals);
    const step = settle('不涉及的分值平均计入', term, decimals);
    leaves.set(item.id, {
      ...scored,
      node: { ...scored.node, points: step.points, steps: [...scored.node.steps, step] },
    });
  }
  for (const item of shared)
    leaves.set(item.id, { ...leaves.get(item.id)!, passed: { component: item.full, total: 0 } });
}

const NONE: readonly never[] = [];

/** Lists of the branches joined; mostly there is nothing to join. */
const gathered = <T>(branches: readonly Branch[], of: (branch: Branch) => readonly T[]): readonly T[] =>
  branches.some((b) => of(b).length > 0) ? branches.flatMap(of) : NONE;

function gather(
  branches: readonly Branch[],
  combined: Combined,
  node: ScoreNode,
  outside: readonly OutsideEntry[],
): Scored {
  return {
    node,
    outside,
    vetoes: gathered(branches, (b) => b.scored.vetoes),
    missing: gathered(branches, (b) => b.scored.missing),
    passed: combined.passed,
  };
}

const nodeOf = (
  kind: 'indicator' | 'component' | 'period',
  of: { readonly id: string; readonly title: string; readonly full: Points },
  combined: Combined,
  children: readonly ScoreNode[],
): ScoreNode => ({
  kind,
  id: of.id,
  title: of.title,
  outcome: combined.outcome,
  points: combined.outcome === 'scored' ? combined.points : null,
  full: of.full,
  inputs: [],
  findings: [],
  steps: combined.outcome === 'scored' ? combined.steps : [],
  notes: combined.notes,
  children,
});

function scoreBranch(node: AskedIndicator | AskedItem, leaves: ReadonlyMap<string, Scored>, scene: TreeScene): Branch {
  if (node.type === 'item') {
    const { item } = node;
    return { scored: leaves.get(item.id)!, full: item.full, method: item.notApplicable };
  }
  const { indicator } = node;
  const { decimals } = scene.scheme;
  const branches = node.children.map((child) => scoreBranch(child, leaves, scene));
  let combined = combine(branches, decimals);
  let outside = gathered(branches, (b) => b.scored.outside);
  for (const { of, most } of node.caps) {
    if (of === 'bonus') outside = capOutside(outside, 1, most);
    else if (of === 'penalty') outside = capOutside(outside, -1, most);
    else if (combined.outcome === 'scored' && combined.points < indicator.full - most) {
      const step = holdLoss(combined.points, indicator.full, most, decimals);
      combined = { ...combined, points: step.points, steps: [...combined.steps, step] };
    }
  }
  const full = branches.reduce((sum, b) => sum + b.full, 0);
  const own = nodeOf(
    'indicator',
    indicator,
    combined,
    branches.map((b) => b.scored.node),
  );
  return { scored: gather(branches, combined, own, outside), full, method: node.method };
}

/** Scores one sheet for one subject in one period: the tree, what does not apply shared out, component bonus added. */
export function scoreSheetTree(
  sheet: Sheet,
  title: string,
  kind: 'component' | 'period',
  id: string,
  scene: TreeScene,
): Scored {
  const { decimals } = scene.scheme;
  const asked = scene.asked.sheet(sheet);
  const leaves = scoreLeaves(asked, scene);
  if (asked.sharesOverComponent) shareOverComponent(sheet, leaves, scene);
  const branches = asked.children.map((child) => scoreBranch(child, leaves, scene));
  let combined = combine(branches, decimals);
  const { component, total } = combined.passed;
  const equalled = [...leaves.values()].reduce((sum, l) => sum + l.passed.component, 0);
  const shared = component - equalled;
  if (combined.outcome === 'scored' && shared > 0) {
    const step = rescale(combined.points, sheet.full - shared - total, shared, '不涉及折算（全表）', decimals);
    combined = { ...combined, points: step.points, steps: [...combined.steps, step] };
  }
  const outside = branches.flatMap((b) => b.scored.outside);
  const own = outside.filter((e) => e.to === 'component');
  if (combined.outcome === 'scored' && own.length > 0) {
    const amount = own.reduce((sum, e) => sum + e.sign * e.amount, 0);
    const text = own.map((e) => `${e.sign > 0 ? '+' : '-'} ${pointsTerm(e.amount, decimals).text}`).join(' ');
    const before = pointsTerm(combined.points, decimals);
    const points = combined.points + amount;
    const step = { label: '加减分后', expression: `${before.text} ${text}`, points, rounded: false };
    combined = { ...combined, points, steps: [...combined.steps, step] };
  }
  const node = nodeOf(
    kind,
    { id, title, full: sheet.full },
    combined,
    branches.map((b) => b.scored.node),
  );
  const passed = { component: 0, total: combined.outcome === 'notApplicable' ? sheet.full : total };
  return {
    ...gather(
      branches,
      combined,
      node,
      outside.filter((e) => e.to === 'total'),
    ),
    passed,
  };
}
