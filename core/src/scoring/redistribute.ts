import type { NotApplicableMethod } from '../scheme/index.ts';
import {
  greatest,
  numberTerm,
  over,
  type Points,
  plus,
  pointsTerm,
  type Step,
  settle,
  type Term,
  times,
} from '../values/index.ts';
import type { OutsideEntry, Scored } from './score-item.ts';
import type { ScoreNode } from './score-sheet.ts';

/** A child of an indicator or sheet, scored, with the marks that stand for it and its 不涉及 method. */
export interface Branch {
  readonly scored: Scored;
  readonly full: Points;
  readonly method: NotApplicableMethod;
}

/** Children added up, what does not apply shared out among the others (折算). */
export interface Combined {
  readonly outcome: ScoreNode['outcome'];
  readonly points: Points;
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
  readonly passed: { readonly component: Points; readonly total: Points };
}

const NONE: readonly never[] = [];

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** Marks of a branch that are still its own: what it passed further up is shared out there. */
const ownFull = (b: Branch): Points => b.full - b.scored.passed.component - b.scored.passed.total;

const isNone = (b: Branch): boolean => b.scored.node.outcome === 'notApplicable';

const passedBy = (none: readonly Branch[], within: 'component' | 'total'): Points =>
  sum(none.filter((b) => b.method.within === within).map(ownFull));

/** 平均计入: points × (full + shared ÷ sharers) ÷ full. */
export function raise(points: Points, full: Points, shared: Points, sharers: number, decimals: number): Term {
  const own = pointsTerm(full, decimals);
  const raised = plus(own, over(pointsTerm(shared, decimals), numberTerm(sharers)));
  return over(times(pointsTerm(points, decimals), raised), own);
}

function shareEqually(branches: readonly Branch[], marks: Points, steps: Step[], decimals: number): Points[] {
  if (marks === 0) return branches.map((b) => b.scored.node.points ?? 0);
  const sharers = branches.filter((b) => ownFull(b) > 0).length;
  return branches.map((b) => {
    const points = b.scored.node.points ?? 0;
    if (ownFull(b) === 0) return points;
    const term = raise(points, ownFull(b), marks, sharers, decimals);
    const step = settle(`${b.scored.node.title}（平均计入）`, term, decimals);
    steps.push(step);
    return step.points;
  });
}

/** Marks that neither a branch nor this node shares out, by the scope that will. */
function passedUp(branches: readonly Branch[], none: readonly Branch[]): Combined['passed'] {
  let [component, total] = [passedBy(none, 'component'), passedBy(none, 'total')];
  for (const { scored } of branches) {
    component += scored.passed.component;
    total += scored.passed.total;
  }
  return { component, total };
}

/** Adds up scored branches; marks that do not apply within the parent are shared among the rest. */
export function combine(branches: readonly Branch[], decimals: number): Combined {
  const none = branches.filter(isNone);
  const rest = none.length === 0 ? branches : branches.filter((b) => !isNone(b));
  const passed = passedUp(branches, none);
  const applicable = none.length === 0 ? undefined : sum(rest.map(ownFull));
  if (applicable === 0) return { outcome: 'notApplicable', points: 0, steps: NONE, notes: ['各项均不涉及'], passed };
  if (rest.some((b) => b.scored.node.outcome === 'missing')) {
    return { outcome: 'missing', points: 0, steps: NONE, notes: NONE, passed };
  }
  const here = none.filter((b) => b.method.within === 'parent');
  const equal = sum(here.filter((b) => b.method.method === 'equal').map(ownFull));
  const share = sum(here.map(ownFull)) - equal;
  const steps: Step[] = [];
  const points = shareEqually(rest, equal, steps, decimals);
  steps.push(settle('合计', plus(...points.map((p) => pointsTerm(p, decimals))), decimals));
  if (applicable !== undefined && share > 0) {
    steps.push(rescale(steps.at(-1)!.points, applicable + equal, share, '不涉及折算', decimals));
  }
  const notes = here.map((b) => `“${b.scored.node.title}”不涉及`);
  return { outcome: 'scored', points: steps.at(-1)!.points, steps, notes, passed };
}

/** 按比例折算: points × (applicable + shared) ÷ applicable. */
export function rescale(points: Points, applicable: Points, shared: Points, label: string, decimals: number): Step {
  const whole = pointsTerm(applicable + shared, decimals);
  return settle(label, over(times(pointsTerm(points, decimals), whole), pointsTerm(applicable, decimals)), decimals);
}

/** 扣分不超过…: the group's points do not fall below its full marks less the bound. */
export const holdLoss = (points: Points, full: Points, most: Points, decimals: number): Step =>
  settle('扣分以限额为止', greatest(pointsTerm(points, decimals), pointsTerm(full - most, decimals)), decimals);

/** Cuts bonus (or penalty) entries from the last one back until their sum is within the bound. */
export function capOutside(entries: readonly OutsideEntry[], sign: 1 | -1, most: Points): OutsideEntry[] {
  let room = most;
  return entries.map((entry) => {
    if (entry.sign !== sign) return entry;
    const amount = Math.min(entry.amount, room);
    room -= amount;
    return { ...entry, amount };
  });
}
