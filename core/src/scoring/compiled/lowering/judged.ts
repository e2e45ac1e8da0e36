/** 酌情 and panels: marks of several assessors become one figure. */
import type { Discretion, Panel } from '../../../scheme/index.ts';
import type { Expression, PanelShape } from '../expression.ts';
import { finishWhere, nothing } from './amount.ts';
import type { LoweredRule, Lowering, Place, RuleScene } from './context.ts';

/** The panels that the compiled form joins itself, mark by mark; of others it takes the joined figure. */
export function panelShape(panel: Panel | undefined): Omit<PanelShape, 'scale'> | undefined {
  if (!panel || (panel.method !== 'mean' && panel.method !== 'trimmedMean')) return undefined;
  const trims = panel.method === 'trimmedMean' && panel.trim > 0;
  if (trims && panel.trim > 1) return undefined;
  return { minMarks: Math.max(1, panel.minMarks), trimFrom: trims ? Math.max(panel.trimFrom, 3) : 0 };
}

export interface JoinedMarks {
  readonly points: Expression;
  readonly given: Expression;
  /** There are marks, and yet no figure. */
  readonly missing: Expression;
  /** There is no figure, for want of marks or in spite of them. */
  readonly unjudged: Expression;
}

/** The joined marks on a rule or component: from its mark slots where it has them, otherwise as reduced before. */
export function joinedMarks(low: Lowering, place: Place, target: string, panel: Panel | undefined): JoinedMarks {
  const { b } = low;
  const absent = low.slot(place, target, 'absent', 0);
  const shape = panelShape(panel);
  if (!shape || !low.has(place, target, 'mark0')) {
    const given = low.slot(place, target, 'given', 0);
    const points = low.slot(place, target, 'figure', 0);
    return { points, given, missing: absent, unjudged: b.or(b.not(given), absent) };
  }
  const marks: Expression[] = [];
  while (low.has(place, target, `mark${marks.length}`)) {
    marks.push(low.slot(place, target, `mark${marks.length}`, -1));
  }
  const mean = b.panel(marks, { ...shape, scale: low.scale(place, target, 'mark0') });
  const outside = low.slot(place, target, 'given', 0); // marks beyond the rule's bounds, which no slot can hold
  const given = b.any([outside, ...marks.map((mark) => b.less(b.constant(-1), mark))]);
  const missing = b.or(absent, b.less(mean, b.constant(0)));
  return { points: b.max(b.constant(0), mean), given, missing, unjudged: missing };
}

export function lowerDiscretion(rule: Discretion, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b, x } = low;
  const panel = low.scheme.components.find((c) => c.id === place.component)?.panel;
  const marks = joinedMarks(low, place, rule.id, panel?.of === 'item' ? panel : undefined);
  if (rule.mode === 'award') {
    const done = finishWhere(b.constant(1), rule, x.whole(marks.points), scene);
    return nothing(rule, scene, { ...done, missing: b.or(marks.unjudged, done.missing) });
  }
  const done = finishWhere(marks.given, rule, x.whole(marks.points), scene);
  const missing = b.and(marks.given, b.or(marks.missing, done.missing));
  const rests = rule.mode === 'deduct' ? b.not(marks.given) : b.constant(0);
  return nothing(rule, scene, { amount: done.amount, missing, rests });
}
