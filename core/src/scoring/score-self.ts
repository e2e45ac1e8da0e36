import { applies, type Component, type Indicator, type Item, type Sheet } from '../scheme/index.ts';
import { fraction, multiply, type Points, pointsTerm, settle, unitsPerPoint } from '../values/index.ts';
import { type Fact, factsAt, type Subject } from './inputs/index.ts';
import { type Branch, combine } from './redistribute.ts';
import { NOTHING_PASSED, type Scored } from './score-item.ts';
import type { ScoreNode } from './score-sheet.ts';
import { decisionNote, type TreeScene } from './score-tree.ts';

/** The items of a sheet that are meant for a subject's group and class. */
function appliedItems(node: Sheet | Indicator | Item, subject: Subject): Item[] {
  if ('appliesTo' in node && !applies(node.appliesTo, subject.group, subject.class)) return [];
  if ('type' in node && node.type === 'item') return [node];
  return node.children.flatMap((child) => appliedItems(child, subject));
}

/** The body's own mark for an item, or why there is none that counts. */
function ownMark(item: Item, component: Component, scene: TreeScene): Points | string {
  const { record, period } = scene.place;
  const fact = factsAt(record, component.id, period.label, item.id)
    .filter((f) => f.type === 'selfScore' && f.value !== undefined)
    .at(-1);
  if (fact?.value === undefined) return '没有自评分';
  const scaled = multiply(fact.value, fraction(unitsPerPoint(scene.scheme.decimals)));
  const counts = scaled.d === 1n && scaled.n >= 0n && scaled.n <= BigInt(item.full);
  return counts ? Number(scaled.n) : '自评分超出本项分值';
}

const leaf = (node: ScoreNode, missing: Scored['missing'] = []): Scored => ({
  node,
  outside: [],
  vetoes: [],
  missing,
  passed: NOTHING_PASSED,
});

function scoreOwn(item: Item, component: Component, decision: Fact | undefined, scene: TreeScene): Scored {
  const { decimals } = scene.scheme;
  const { id, title, full } = item;
  const base = { kind: 'item', id, title, full, inputs: [], findings: [], notes: [], children: [] } as const;
  const settled = (points: Points, label: string) => [settle(label, pointsTerm(points, decimals), decimals)];
  if (decision) {
    const notes = [decisionNote(decision)];
    if (item.notApplicable.method !== 'full') {
      return leaf({ ...base, outcome: 'notApplicable', points: null, steps: [], notes });
    }
    return leaf({ ...base, outcome: 'scored', points: full, steps: settled(full, '不涉及，按满分计'), notes });
  }
  const mark = ownMark(item, component, scene);
  if (typeof mark === 'number') {
    return leaf({ ...base, outcome: 'scored', points: mark, steps: settled(mark, '自评分') });
  }
  const node: ScoreNode = { ...base, outcome: 'missing', points: null, steps: [], notes: [mark] };
  return leaf(node, [{ id, title, component: component.id, reason: mark }]);
}

/**
 * 自评 as a component of its own: the bodies' own marks, item by item. What was decided not to apply, in whichever
 * component, is not asked for again: its marks are shared among the other items of the sheet.
 */
export function scoreSelf(component: Component, sheet: Sheet, scene: TreeScene): Scored {
  const { record } = scene.place;
  const branches = appliedItems(sheet, record.subject).map((item): Branch => {
    const { above } = scene.asked.item(item);
    const decision = record.decisions.find((fact) => above.includes(fact.target));
    const scored = scoreOwn(item, component, decision, scene);
    return { scored, full: item.full, method: { ...item.notApplicable, within: 'parent' } };
  });
  const combined = combine(branches, scene.scheme.decimals);
  const node: ScoreNode = {
    kind: 'component',
    id: component.id,
    title: component.title,
    outcome: combined.outcome,
    points: combined.outcome === 'scored' ? combined.points : null,
    full: sheet.full,
    inputs: [],
    findings: [],
    steps: combined.outcome === 'scored' ? combined.steps : [],
    notes: combined.notes,
    children: branches.map((b) => b.scored.node),
  };
  const missing = branches.flatMap((b) => b.scored.missing);
  const none = combined.outcome === 'notApplicable';
  return { ...leaf(node, missing), passed: { component: 0, total: none ? sheet.full : 0 } };
}
