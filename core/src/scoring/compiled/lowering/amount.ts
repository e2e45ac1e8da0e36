import type { Figure, Rule } from '../../../scheme/index.ts';
import type { Quotient } from '../exact.ts';
import type { Expression } from '../expression.ts';
import type { LoweredRule, RuleScene } from './context.ts';

/** A rule that says nothing: amount 0, nothing missing. */
export function nothing(rule: Rule, { low }: RuleScene, rest: Partial<LoweredRule> = {}): LoweredRule {
  const zero = low.b.constant(0);
  return { rule, amount: zero, missing: zero, none: zero, happened: zero, rests: zero, ...rest };
}

/** The factor of a rule's multiplier by class; 1 where the scheme gives a class none. */
export function factorOf(rule: Rule, { low }: RuleScene): Quotient {
  if (!rule.multiplier) return low.x.whole(low.b.constant(1));
  const { value, none } = low.fraction(rule.multiplier.factor);
  return low.x.select(none, low.x.whole(low.b.constant(1)), value);
}

/** Counted findings, and those marked 加重, which only a rule with a conditional multiplier tells apart. */
export function counts(
  rule: Rule,
  { low, place }: RuleScene,
): { plain: Expression; heavy: Expression; all: Expression } {
  const plain = low.slot(place, rule.id, 'count', 0);
  const heavy = low.slot(place, rule.id, 'aggravated', 0);
  return { plain, heavy, all: low.b.add(plain, heavy) };
}

/** points × count, findings marked 加重 with the factor. */
export function countedAmount(rule: Rule, points: Expression, scene: RuleScene): Quotient {
  const { x, b } = scene.low;
  const { plain, heavy } = counts(rule, scene);
  const usual = x.whole(b.multiply(plain, points));
  if (heavy.op === 'constant' && heavy.value === 0) return usual;
  return x.add(usual, x.multiply(x.whole(b.multiply(heavy, points)), factorOf(rule, scene)));
}

/** points once, heavier when a finding is marked 加重. */
export function onceAmount(rule: Rule, points: Expression, scene: RuleScene): Quotient {
  const { x, b } = scene.low;
  const { heavy } = counts(rule, scene);
  const usual = x.whole(points);
  if (heavy.op === 'constant' && heavy.value === 0) return usual;
  return x.select(b.positive(heavy), x.multiply(usual, factorOf(rule, scene)), usual);
}

/** A settled amount after multiplier, share and cap, each rounded where it is printed. */
export function finish(
  rule: Rule,
  exact: Quotient,
  scene: RuleScene,
  cap?: Figure<number>,
): { amount: Expression; missing: Expression } {
  const { low } = scene;
  const { b, x } = low;
  let amount = x.settle(exact);
  let missing = b.constant(0);
  if (rule.multiplier && rule.multiplier.when === undefined) {
    amount = x.settle(x.multiply(x.whole(amount), factorOf(rule, scene)));
  }
  if (rule.share !== undefined) {
    const roster = { component: '', period: '' };
    const heads = low.slot(roster, rule.share, 'heads', 0);
    const scale = b.constant(low.scale(roster, rule.share, 'heads'));
    missing = b.not(b.positive(b.max(heads, b.constant(0))));
    amount = x.settle({ n: b.multiply(amount, scale), d: b.max(heads, b.constant(1)) });
  }
  if (cap) {
    const most = low.figure(cap);
    missing = b.or(missing, most.none);
    amount = b.min(amount, most.value);
  }
  return { amount, missing };
}

/** The rule's amount where its condition holds, else 0 without a further look at share or cap. */
export function finishWhere(
  condition: Expression,
  rule: Rule,
  exact: Quotient,
  scene: RuleScene,
  cap?: Figure<number>,
): { amount: Expression; missing: Expression } {
  const { b } = scene.low;
  const done = finish(rule, exact, scene, cap);
  return { amount: b.when(condition, done.amount), missing: b.and(condition, done.missing) };
}
