/** Rules over measured values: thresholds are met exactly, by cross-multiplication. */
import {
  type Figure,
  type Formula,
  type FormulaRule,
  formulaNames,
  type Proportion,
  type RatioStep,
  type TierStep,
  type Tiers,
} from '../../../scheme/index.ts';
import type { Fraction } from '../../../values/index.ts';
import type { Quotient } from '../exact.ts';
import type { Expression } from '../expression.ts';
import { finishWhere, nothing } from './amount.ts';
import { type LoweredRule, type RuleScene, unsupported } from './context.ts';

/** A rule's measure as share (num ÷ den) and percentage, with what tells that there is none. */
export interface MeasuredSlots {
  readonly numerator: Expression;
  readonly denominator: Expression;
  readonly absent: Expression;
  /** The denominator is 0. */
  readonly zero: Expression;
  readonly percent: Quotient;
}

export function measuredSlots(ruleId: string, { low, place }: RuleScene, column = false): MeasuredSlots {
  const { b, x } = low;
  const numerator = low.slot(place, ruleId, 'numerator', 0, column);
  const denominator = low.slot(place, ruleId, 'denominator', 100, column);
  if (denominator.low < 0) unsupported('a denominator below zero');
  const absent = low.slot(place, ruleId, 'absent', 1, column);
  const percent = x.of(b.multiply(numerator, b.constant(100)), denominator);
  return { numerator, denominator, absent, zero: b.equal(denominator, b.constant(0)), percent };
}

/** What a zero denominator gives: the scheme's `whenNone`. */
function withNone(
  rule: { readonly whenNone: 'notApplicable' | 'full' | 'missing' },
  zero: Expression,
  full: Expression,
  done: { readonly amount: Expression; readonly missing: Expression },
  scene: RuleScene,
): { amount: Expression; missing: Expression; none: Expression } {
  const { b } = scene.low;
  const missing = b.select(zero, b.constant(Number(rule.whenNone === 'missing')), done.missing);
  const amount = b.select(zero, rule.whenNone === 'full' ? full : b.constant(0), done.amount);
  return { amount, missing, none: rule.whenNone === 'notApplicable' ? zero : b.constant(0) };
}

/** Joins the reasons for a missing figure: not entered, no figure for the class, or what the rule itself finds. */
function judged(
  rule: LoweredRule['rule'],
  absent: Expression,
  parts: { amount: Expression; missing: Expression; none: Expression },
  scene: RuleScene,
): LoweredRule {
  const { b } = scene.low;
  return nothing(rule, scene, {
    amount: parts.amount,
    missing: b.or(absent, parts.missing),
    none: b.and(parts.none, b.not(absent)),
  });
}

export function lowerRatioStep(rule: RatioStep, scene: RuleScene): LoweredRule {
  const { b, x } = scene.low;
  const { percent, absent, zero } = measuredSlots(rule.id, scene);
  const points = scene.low.figure(rule.points);
  const target = scene.low.fraction(rule.target);
  const gap = rule.dir === 'below' ? x.subtract(target.value, percent) : x.subtract(percent, target.value);
  const beyond = { n: b.max(b.constant(0), gap.n), d: gap.d };
  const steps = x.over(beyond, scene.low.exact(rule.step));
  const counted = rule.prorata ? steps : x.whole(x.floor(steps));
  const exact = x.multiply(counted, x.whole(points.value));
  const off = b.less(b.constant(0), gap.n); // nothing printed, so nothing to share out, where the target is met
  const done = needsCondition(rule, scene)
    ? finishWhere(off, rule, exact, scene, rule.cap)
    : finishWhere(b.constant(1), rule, exact, scene, rule.cap);
  const full = b.constant(rule.mode === 'add' ? scene.full : 0);
  const noFigure = b.or(points.none, target.none);
  return judged(rule, b.or(absent, noFigure), withNone(rule, zero, full, done, scene), scene);
}

/** Where a met target must not report a missing share or cap. */
const needsCondition = (rule: RatioStep, scene: RuleScene): boolean =>
  rule.share !== undefined || (rule.cap !== undefined && scene.low.figure(rule.cap).none.high > 0);

export function lowerProportion(rule: Proportion, scene: RuleScene): LoweredRule {
  const { b, x } = scene.low;
  const { numerator, denominator, absent, zero } = measuredSlots(rule.id, scene);
  const points = scene.low.figure(rule.points);
  const held = b.max(b.constant(0), b.min(numerator, denominator));
  const exact = x.multiply({ n: held, d: denominator }, x.whole(points.value));
  const done = finishWhere(b.constant(1), rule, exact, scene);
  return judged(rule, b.or(absent, points.none), withNone(rule, zero, points.value, done, scene), scene);
}

/** min inclusive, max exclusive; a class without the bound is not bounded. */
function holds(step: TierStep, value: Quotient, scene: RuleScene): Expression {
  const { b, x } = scene.low;
  const bound = (figure: Figure<Fraction> | undefined, test: (at: Quotient) => Expression): Expression => {
    if (!figure) return b.constant(1);
    const { value: at, none } = scene.low.fraction(figure);
    return b.or(none, test(at));
  };
  const atLeast = bound(step.min, (min) => b.not(x.less(value, min)));
  return b.and(
    atLeast,
    bound(step.max, (max) => x.less(value, max)),
  );
}

function stepAmount(step: TierStep, points: Expression, value: Quotient, scene: RuleScene): Quotient {
  const { b, x } = scene.low;
  const base = x.whole(points);
  if (step.to === undefined || !step.min || !step.max) return base;
  const [min, max] = [scene.low.fraction(step.min), scene.low.fraction(step.max)];
  const width = x.subtract(max.value, min.value);
  const rise = x.whole(b.subtract(b.constant(step.to), points));
  const safe = { n: b.max(b.constant(1), width.n), d: width.d };
  const way = x.over(x.multiply(rise, x.subtract(value, min.value)), safe);
  return x.select(b.or(min.none, max.none), base, x.add(base, way));
}

/** The first step that holds, later ones only where no earlier one does. */
export function lowerTiers(rule: Tiers, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const { percent, absent, zero } = measuredSlots(rule.id, scene);
  let amount = b.constant(0);
  let missing = b.constant(0);
  for (const step of [...rule.steps].reverse()) {
    const points = scene.low.figure(step.points);
    const done = finishWhere(b.constant(1), rule, stepAmount(step, points.value, percent, scene), scene);
    const here = holds(step, percent, scene);
    amount = b.select(here, done.amount, amount);
    missing = b.select(here, b.or(points.none, done.missing), missing);
  }
  const full = b.constant(rule.mode === 'award' ? scene.full : 0);
  return judged(rule, absent, withNone(rule, zero, full, { amount, missing }, scene), scene);
}

/** The expression with the subject's figures in 分; `zero` tells where something would be divided by zero. */
function lowerExpression(
  formula: Formula,
  value: (name: string) => Quotient,
  scene: RuleScene,
): { exact: Quotient; zero: Expression } {
  const { b, x } = scene.low;
  if (formula.op === 'number') return { exact: scene.low.exact(formula.value), zero: b.constant(0) };
  if (formula.op === 'name') return { exact: value(formula.name), zero: b.constant(0) };
  const left = lowerExpression(formula.left, value, scene);
  const right = lowerExpression(formula.right, value, scene);
  const zero = b.or(left.zero, right.zero);
  switch (formula.op) {
    case '+':
      return { exact: x.add(left.exact, right.exact), zero };
    case '-':
      return { exact: x.subtract(left.exact, right.exact), zero };
    case '×':
      return { exact: x.multiply(left.exact, right.exact), zero };
    case '÷':
      return { exact: x.over(left.exact, right.exact), zero: b.or(zero, b.equal(right.exact.n, b.constant(0))) };
    case 'min':
      return { exact: x.select(x.less(left.exact, right.exact), left.exact, right.exact), zero };
    case 'max':
      return { exact: x.select(x.less(left.exact, right.exact), right.exact, left.exact), zero };
  }
}

export function lowerFormula(rule: FormulaRule, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b, x } = low;
  const points = low.figure(rule.points);
  const perPoint = b.constant(low.perPoint);
  const names = formulaNames(rule.expression);
  const value = (name: string): Quotient => {
    if (name === '分值') return x.of(points.value, perPoint);
    const field = `value${names.indexOf(name)}` as const;
    return x.of(low.slot(place, rule.id, field, 0), b.constant(low.scale(place, rule.id, field)));
  };
  const absent = names.length === 0 ? b.constant(0) : low.slot(place, rule.id, 'absent', 1);
  const { exact, zero } = lowerExpression(rule.expression, value, scene);
  const amount = x.multiply(exact, x.whole(perPoint));
  const floored = { n: b.max(b.constant(0), amount.n), d: amount.d };
  const most = x.whole(points.value);
  const held = x.select(x.less(most, floored), most, floored);
  const done = finishWhere(b.constant(1), rule, held, scene);
  return judged(rule, b.or(absent, points.none), withNone(rule, zero, points.value, done, scene), scene);
}
