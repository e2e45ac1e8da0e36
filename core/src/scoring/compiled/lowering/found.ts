/** Rules over findings: what happened, how often, what is lacking, how late. */
import type {
  Award,
  AwardEach,
  Bonus,
  Deadline,
  Deduct,
  DeductEach,
  Penalty,
  Shortfall,
  Veto,
  ZeroItem,
} from '../../../scheme/index.ts';
import type { Quotient } from '../exact.ts';
import type { Expression } from '../expression.ts';
import { countedAmount, counts, finishWhere, nothing, onceAmount } from './amount.ts';
import type { LoweredRule, RuleScene } from './context.ts';

export function lowerOnce(rule: Deduct | Award, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const points = scene.low.figure(rule.points);
  const found = b.positive(counts(rule, scene).all);
  const done = finishWhere(found, rule, onceAmount(rule, points.value, scene), scene);
  return nothing(rule, scene, { ...done, missing: b.or(points.none, done.missing), rests: b.constant(1) });
}

export function lowerEach(rule: DeductEach | AwardEach, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const points = scene.low.figure(rule.points);
  const found = b.positive(counts(rule, scene).all);
  const done = finishCounted(found, rule, countedAmount(rule, points.value, scene), scene);
  return nothing(rule, scene, { ...done, missing: b.or(points.none, done.missing), rests: b.constant(1) });
}

export function lowerOutside(rule: Bonus | Penalty, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const points = scene.low.figure(rule.points);
  const found = b.positive(counts(rule, scene).all);
  const exact =
    rule.per === undefined ? onceAmount(rule, points.value, scene) : countedAmount(rule, points.value, scene);
  const done =
    rule.per === undefined
      ? finishWhere(found, rule, exact, scene, rule.cap)
      : finishCounted(found, rule, exact, scene);
  return nothing(rule, scene, { ...done, missing: b.or(points.none, done.missing) });
}

/** Points × count is 0 by itself where nothing was found; only what may be missing needs the condition. */
function finishCounted(
  found: Expression,
  rule: DeductEach | AwardEach | Bonus | Penalty | Shortfall,
  exact: Quotient,
  scene: RuleScene,
): { amount: Expression; missing: Expression } {
  const { b } = scene.low;
  const done = finishWhere(b.constant(1), rule, exact, scene, rule.cap);
  return { amount: done.amount, missing: b.and(found, done.missing) };
}

export function lowerHappened(rule: ZeroItem | Veto, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const all = counts(rule, scene).all;
  if (rule.kind === 'veto') return nothing(rule, scene, { happened: b.positive(all) });
  const above = scene.low.figure(rule.above);
  const happened = b.and(b.less(above.value, all), b.not(above.none));
  return nothing(rule, scene, { happened, missing: above.none, rests: b.constant(1) });
}

/** Numbers entered (what was done, or is lacking) come before findings that state the lack. */
export function lowerShortfall(rule: Shortfall, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b, x } = low;
  const points = low.figure(rule.points);
  const required = low.figure(rule.required);
  const entered = low.slot(place, rule.id, 'entered', 0);
  const zero = b.constant(0);
  const lacking = low.has(place, rule.id, 'actual')
    ? b.max(zero, b.subtract(required.value, low.slot(place, rule.id, 'actual', 0)))
    : low.slot(place, rule.id, 'lacking', 0);
  const numbers = finishCounted(b.positive(lacking), rule, x.whole(b.multiply(lacking, points.value)), scene);
  const found = b.positive(counts(rule, scene).all);
  const findings = finishCounted(found, rule, countedAmount(rule, points.value, scene), scene);
  const unknown = b.or(required.none, low.slot(place, rule.id, 'absent', 0));
  const missing = b.select(entered, b.or(unknown, numbers.missing), findings.missing);
  return nothing(rule, scene, {
    amount: b.select(entered, numbers.amount, findings.amount),
    missing: b.or(points.none, missing),
    rests: b.not(entered),
  });
}

export function lowerDeadline(rule: Deadline, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b } = low;
  const points = low.figure(rule.points);
  const grace = rule.grace && low.figure(rule.grace);
  const first = rule.first && low.figure(rule.first);
  const completed = low.slot(place, rule.id, 'completed', 0);
  const graceDays = grace?.value ?? b.constant(0);
  const running = { points: points.value, first: first?.value ?? b.constant(0) };
  const late = lateCases(rule, scene, graceDays);
  const done = finishLate(rule, late, running, scene);
  const { all } = counts(rule, scene);
  const foundLate = b.less(graceDays, all);
  const found = { cases: foundLate, beyond: b.max(b.constant(0), b.subtract(all, graceDays)) };
  const stated = finishFound(rule, found, running, scene);
  const noFigure = b.or(grace?.none ?? b.constant(0), first?.none ?? b.constant(0));
  const unknown = b.or(noFigure, low.slot(place, rule.id, 'absent', 0));
  const missing = b.select(completed, b.or(unknown, done.missing), stated.missing);
  return nothing(rule, scene, {
    amount: b.select(completed, done.amount, stated.amount),
    missing: b.or(points.none, missing),
    rests: b.not(completed),
  });
}

interface Late {
  /** How many are late beyond grace, and by how much in all. */
  readonly cases: Expression;
  readonly beyond: Expression;
}

function lateCases(rule: Deadline, { low, place }: RuleScene, grace: Expression): Late {
  const { b } = low;
  if (!low.has(place, rule.id, 'late')) {
    return { cases: low.slot(place, rule.id, 'cases', 0), beyond: low.slot(place, rule.id, 'beyond', 0) };
  }
  const late = low.slot(place, rule.id, 'late', 0);
  return { cases: b.less(grace, late), beyond: b.max(b.constant(0), b.subtract(late, grace)) };
}

interface Running {
  readonly points: Expression;
  readonly first: Expression;
}

function finishLate(rule: Deadline, { cases, beyond }: Late, { points, first }: Running, scene: RuleScene) {
  const { b, x } = scene.low;
  if (rule.per === undefined) return finishWhere(b.positive(cases), rule, x.whole(points), scene, rule.cap);
  const truth = cases.high <= 1;
  const start = truth ? first : b.multiply(cases, first);
  const amount = b.add(start, b.multiply(beyond, points));
  return finishWhere(b.positive(cases), rule, x.whole(amount), scene, rule.cap);
}

/** Findings state how late: only a plain rule (no grace, no first amount) knows 加重. */
function finishFound(rule: Deadline, late: Late, running: Running, scene: RuleScene) {
  const { b, x } = scene.low;
  if (rule.per === undefined) {
    return finishWhere(late.cases, rule, onceAmount(rule, running.points, scene), scene, rule.cap);
  }
  const plain = countedAmount(rule, running.points, scene);
  const counted = x.whole(b.add(running.first, b.multiply(late.beyond, running.points)));
  const grace = rule.grace ? scene.low.figure(rule.grace).value : b.constant(0);
  const isPlain = b.and(b.equal(grace, b.constant(0)), b.equal(running.first, b.constant(0)));
  return finishWhere(late.cases, rule, x.select(isPlain, plain, counted), scene, rule.cap);
}
