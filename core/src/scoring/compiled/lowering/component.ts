import {
  type Component,
  type Indicator,
  type Item,
  isJudged,
  itemsOf,
  type Sheet,
  sheetFor,
} from '../../../scheme/index.ts';
import { wholePeriodsWithin } from '../../../values/index.ts';
import type { Expression } from '../expression.ts';
import { slotKey } from '../slots.ts';
import type { Lowering, Place } from './context.ts';
import { type LoweredEntry, type LoweredVeto, lowerItem } from './item.ts';
import { joinedMarks } from './judged.ts';
import { combineBranches, slackOf } from './share-out.ts';
import { lowerSheet } from './sheet.ts';

/** A component for a group: its score, and what it is measured against. */
export interface LoweredComponent {
  readonly component: Component;
  readonly points: Expression;
  readonly missing: Expression;
  readonly none: Expression;
  readonly anyMissing: Expression;
  readonly entries: readonly LoweredEntry[];
  readonly vetoes: readonly LoweredVeto[];
  readonly full: Expression;
  readonly passedTotal: Expression;
  readonly pieces: readonly Expression[];
}

/** The labels of the periods that a component can have for any subject. */
export const periodLabels = (low: Pick<Lowering, 'scheme'>, component: Component): string[] =>
  component.periods
    ? wholePeriodsWithin(component.periods.unit, low.scheme.period.from, low.scheme.period.to).map((p) => p.label)
    : [''];

/** What a pass over the group asks of one item: its own score where it is scored and not exempt. */
function itemScores(low: Lowering, place: Place) {
  const items = new Map<string, Item>(low.scheme.sheets.flatMap((s) => itemsOf(s).map((item) => [item.id, item])));
  const { b } = low;
  const score = (itemId: string): { points: Expression; absent: Expression } => {
    const item = items.get(itemId);
    if (!item) return { points: b.constant(0), absent: b.constant(1) };
    const looked = b.positive(low.slot(place, itemId, 'examined', 0));
    const node = lowerItem(item, { low, place, full: item.full, itemScore: score }, looked);
    const exempt = b.positive(low.slot({ component: '', period: '' }, itemId, 'exempt', 0));
    return { points: node.points, absent: b.any([exempt, node.missing, node.none]) };
  };
  return score;
}

/** The mean score of an item over the group: one more cohort figure. */
function itemMeans(low: Lowering, place: Place, score: ReturnType<typeof itemScores>) {
  const { b } = low;
  return (item: Item): { points: Expression; absent: Expression } => {
    const key = (field: 'itemPoints' | 'itemAbsent') => slotKey(place.component, place.period, item.id, field);
    const own = score(item.id);
    const column = (field: 'itemPoints' | 'itemAbsent', expression: Expression): Expression => {
      if (expression.op === 'constant') return expression;
      const slot = low.kept.get(key(field)) ?? low.ownSlot(key(field), expression.low, expression.high, true);
      if (!low.kept.has(key(field))) low.passes.push({ stage: { slot: slot.value, expression } });
      low.kept.set(key(field), slot);
      return slot;
    };
    const values = {
      numerator: column('itemPoints', b.when(b.not(own.absent), own.points)),
      denominator: b.constant(1),
      absent: column('itemAbsent', own.absent),
    };
    const target = low.figures;
    low.figures += 2;
    low.passes.push({ figure: { kind: 'mean', ...values, target, lessIsBetter: false } });
    const mean = b.figure(target, own.points.low, own.points.high);
    return { points: mean, absent: b.figure(target + 1, 0, 1) };
  };
}

function lowerOne(sheet: Sheet, place: Place, low: Lowering) {
  const itemScore = itemScores(low, place);
  return lowerSheet(sheet, { low, place, itemScore, itemMean: itemMeans(low, place, itemScore) });
}

/** 评议: a component judged as a whole. */
function lowerJudged(component: Component, low: Lowering): LoweredComponent {
  const { b } = low;
  const zero = b.constant(0);
  const marks = joinedMarks(low, { component: component.id, period: '' }, component.id, component.panel);
  const missing = marks.unjudged;
  const shared = { none: zero, entries: [], vetoes: [], passedTotal: zero, pieces: [] };
  const full = b.constant(component.judgedFull);
  return { ...shared, component, points: marks.points, missing, anyMissing: missing, full };
}

/** The items of a sheet, each with the condition under which it is meant for the subject. */
function limitedItems(node: Sheet | Indicator | Item, above: Expression, low: Lowering): [Item, Expression][] {
  const applies = 'appliesTo' in node ? low.b.and(above, low.applies(node.appliesTo)) : above;
  if ('type' in node && node.type === 'item') return applies.high === 0 ? [] : [[node, applies]];
  return node.children.flatMap((child) => limitedItems(child, applies, low));
}

/** 自评: the bodies' own marks, item by item; what does not apply is shared among the other items of the sheet. */
function lowerSelf(component: Component, sheet: Sheet, low: Lowering): LoweredComponent {
  const { b } = low;
  const zero = b.constant(0);
  const place = { component: component.id, period: '' };
  const branches = limitedItems(sheet, b.constant(1), low).map(([item, applies]) => {
    const exempt = b.positive(low.slot({ component: '', period: '' }, item.id, 'exempt', 0));
    const given = item.notApplicable.method === 'full';
    const asked = b.and(applies, b.not(exempt));
    const full = b.when(applies, b.constant(item.full));
    const own = b.when(asked, low.slot(place, item.id, 'figure', 0));
    const points = given ? b.select(exempt, full, own) : own;
    const missing = b.and(asked, b.positive(low.slot(place, item.id, 'absent', 1)));
    const none = given ? zero : b.and(applies, exempt);
    return {
      ...{ points, missing, none, anyMissing: missing, entries: [], vetoes: [], full },
      method: { ...item.notApplicable, within: 'parent' as const },
      passed: { component: zero, total: zero },
      slack: slackOf(points, item.full),
    };
  });
  const combined = combineBranches(branches, low);
  const anyMissing = b.any(branches.map((branch) => branch.missing));
  const full = b.constant(sheet.full);
  const passedTotal = b.when(combined.none, full);
  return { ...combined, component, anyMissing, entries: [], vetoes: [], full, passedTotal, pieces: [] };
}

/** Joins the periods of a component that a subject was present in. */
function lowerPeriods(component: Component, sheet: Sheet, low: Lowering): LoweredComponent {
  const { b } = low;
  const { combine, absent } = component.periods!;
  const parts = periodLabels(low, component).map((period) => {
    const place = { component: component.id, period };
    const present = b.positive(low.slot(place, component.id, 'present', 1));
    const lowered = lowerOne(sheet, place, low);
    const asked = b.and(present, b.not(lowered.none));
    const scored = b.and(asked, b.not(lowered.missing));
    return { lowered, present, asked, scored, lost: b.and(asked, b.not(scored)) };
  });
  const counted = parts.map((p) => (absent === 'zero' ? p.asked : p.scored));
  const points = parts.map((p) => b.when(p.scored, p.lowered.points));
  const here = b.any(parts.map((p) => p.scored));
  const there = b.any(parts.map((p) => p.present));
  const blocked = absent === 'missing' ? b.any(parts.map((p) => p.lost)) : b.constant(0);
  const lacking = absent === 'zero' ? b.constant(0) : b.not(here);
  const none = b.and(there, b.not(b.any(parts.map((p) => p.asked))));
  const missing = b.and(b.not(none), b.any([blocked, lacking, b.not(there)]));
  let joined = b.sum(points);
  if (combine === 'mean') joined = b.halfUp(joined, b.sum(counted));
  if (combine === 'last') joined = points.reduce((last, p, i) => b.select(counted[i]!, p, last), b.constant(0));
  const length = b.max(b.constant(1), b.sum(parts.map((p) => p.asked)));
  const full = combine === 'sum' ? b.multiply(length, b.constant(sheet.full)) : b.constant(sheet.full);
  const ok = b.not(b.or(missing, none));
  return {
    component,
    points: b.when(ok, joined),
    missing,
    none,
    anyMissing: missing,
    entries: parts.flatMap((p) =>
      p.lowered.entries.map((e) => ({ ...e, amount: b.when(b.and(ok, p.scored), e.amount) })),
    ),
    vetoes: parts.flatMap((p) => p.lowered.vetoes.map((v) => ({ ...v, held: b.and(p.present, v.held) }))),
    full,
    passedTotal: b.when(none, full),
    pieces: parts.flatMap((p) => p.lowered.pieces),
  };
}

/** Lowers every component that applies to the group. */
export function lowerComponents(low: Lowering): LoweredComponent[] {
  return low.scheme.components.flatMap((component): LoweredComponent[] => {
    if (isJudged(component)) return [lowerJudged(component, low)];
    const sheet = sheetFor(low.scheme, low.group, component.id);
    if (!sheet) return [];
    if (component.source === 'selfScore') return [lowerSelf(component, sheet, low)];
    if (component.periods) return [lowerPeriods(component, sheet, low)];
    const lowered = lowerOne(sheet, { component: component.id, period: '' }, low);
    return [{ ...lowered, component, full: low.b.constant(sheet.full) }];
  });
}
