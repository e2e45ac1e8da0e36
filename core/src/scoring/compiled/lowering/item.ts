import { effectOf, type Item, type Part, type Rule, type RuleEffect, type Veto } from '../../../scheme/index.ts';
import type { Expression } from '../expression.ts';
import type { LoweredRule, Lowering, RuleScene } from './context.ts';
import { lowerRule } from './rule.ts';

/** A bonus or penalty on its way to its component or the total. */
export interface LoweredEntry {
  readonly sign: 1 | -1;
  readonly amount: Expression;
  readonly to: 'component' | 'total';
}

export interface LoweredVeto {
  readonly rule: Veto;
  readonly held: Expression;
}

/** An item or branch in expressions: what `Scored` is to the tracing form. */
export interface LoweredNode {
  readonly points: Expression;
  readonly missing: Expression;
  /** 不涉及. */
  readonly none: Expression;
  /** Something below is missing that the total needs. */
  readonly anyMissing: Expression;
  readonly entries: readonly LoweredEntry[];
  readonly vetoes: readonly LoweredVeto[];
}

/** A lowered rule with its effect, already silenced for classes to which it does not apply. */
export interface AppliedRule extends LoweredRule {
  readonly effect: RuleEffect;
  readonly applies: Expression;
}

export function appliedRules(rules: readonly Rule[], scene: RuleScene): AppliedRule[] {
  const { b } = scene.low;
  return rules.flatMap((rule) => {
    const applies = scene.low.applies(rule.appliesTo);
    if (applies.high === 0) return [];
    const lowered = lowerRule(rule, scene);
    const only = (e: Expression) => b.when(applies, e);
    const truth = (e: Expression) => b.and(applies, e);
    return {
      ...lowered,
      amount: only(lowered.amount),
      missing: truth(lowered.missing),
      none: truth(lowered.none),
      happened: truth(lowered.happened),
      rests: truth(lowered.rests),
      effect: effectOf(rule),
      applies,
    };
  });
}

/** The tightest of an owner's bounds by class, with the classes that have one. */
export function tightest(
  rules: readonly AppliedRule[],
  wanted: (rule: Rule & { kind: 'cap' }) => boolean,
  low: Lowering,
): { readonly value: Expression; readonly bounded: Expression } {
  const { b } = low;
  let value = b.constant(0);
  let bounded = b.constant(0);
  for (const { rule, applies } of rules) {
    if (rule.kind !== 'cap' || !wanted(rule)) continue;
    const figure = low.figure(rule.points);
    const here = b.and(applies, b.not(figure.none));
    const tighter = b.select(bounded, b.min(value, figure.value), figure.value);
    value = b.select(here, tighter, value);
    bounded = b.or(bounded, here);
  }
  return { value, bounded };
}

/** 得满分 beside deductions only names the base, for the classes that have such deductions. */
const namesBase = (own: AppliedRule, all: readonly AppliedRule[], low: Lowering): Expression =>
  own.rule.kind === 'award' && own.rule.namesFullMarks
    ? low.b.any(all.filter((r) => r.effect === 'minus').map((r) => r.applies))
    : low.b.constant(0);

interface Judged {
  readonly points: Expression;
  readonly missing: Expression;
  readonly none: Expression;
}

/** Base, gains and losses, bounds, floor and full marks, zero: one part or item. */
function judge(
  parts: Expression | undefined,
  rules: readonly AppliedRule[],
  owner: Item | Part,
  scene: RuleScene,
  looked: Expression,
): Judged {
  const { low } = scene;
  const { b } = low;
  const gains = rules.filter((r) => r.effect === 'plus').map((r) => ({ ...r, names: namesBase(r, rules, low) }));
  const wins = b.any(gains.map((r) => b.and(r.applies, b.not(r.names))));
  const base = parts ?? b.select(wins, b.constant(0), b.constant(owner.full));
  let loss = b.sum(rules.filter((r) => r.effect === 'minus').map((r) => r.amount));
  const most = tightest(rules, (cap) => cap.scope === 'item' && cap.of === 'deductions', low);
  loss = b.select(most.bounded, b.min(loss, most.value), loss);
  const gained = b.sum(gains.map((r) => b.when(b.not(r.names), r.amount)));
  let points = b.subtract(b.add(base, gained), loss);
  points = b.min(points, b.constant(owner.full));
  const floor = 'floor' in owner ? owner.floor : 0;
  if (floor !== 'none') points = b.max(points, b.constant(floor));
  const zero = b.any(rules.filter((r) => r.effect === 'zero').map((r) => r.happened));
  points = b.select(zero, b.constant(0), points);
  const rests = owner.full > 0 ? b.any(rules.map((r) => b.and(r.rests, b.not(r.none)))) : b.constant(0);
  const missing = b.or(b.any(rules.map((r) => r.missing)), b.and(rests, b.not(looked)));
  return { points, missing, none: b.and(b.any(rules.map((r) => r.none)), b.not(missing)) };
}

/** Bonus and penalty that stay in the item, within the item's own bound on bonus. */
function withOwnBonus(
  points: Expression,
  rules: readonly AppliedRule[],
  all: readonly AppliedRule[],
  low: Lowering,
): Expression {
  const { b } = low;
  const inside = all.filter((r) => r.effect === 'outside' && 'to' in r.rule && r.rule.to === 'item');
  if (inside.length === 0) return points;
  const sum = (kind: 'bonus' | 'penalty') => b.sum(inside.filter((r) => r.rule.kind === kind).map((r) => r.amount));
  const limit = tightest(rules, (cap) => cap.scope === 'item' && cap.of === 'bonus', low);
  const gain = sum('bonus');
  const held = b.select(limit.bounded, b.min(gain, limit.value), gain);
  return b.subtract(b.add(points, held), sum('penalty'));
}

export function furtherEntries(rules: readonly AppliedRule[]): LoweredEntry[] {
  return rules.flatMap(({ rule, effect, amount }): LoweredEntry[] => {
    if (effect !== 'outside') return [];
    const to = rule.kind === 'bonus' || rule.kind === 'penalty' ? rule.to : 'total';
    return to === 'item' ? [] : [{ sign: rule.kind === 'penalty' ? -1 : 1, amount, to }];
  });
}

export const vetoesOf = (rules: readonly AppliedRule[]): LoweredVeto[] =>
  rules.flatMap(({ rule, happened }) => (rule.kind === 'veto' ? [{ rule, held: happened }] : []));

/** Lowers one item on its own, before anything is shared out; `looked` tells whether somebody examined it. */
export function lowerItem(item: Item, scene: RuleScene, looked: Expression): LoweredNode {
  const { low } = scene;
  const { b } = low;
  const parts = item.parts.map((part) => {
    const rules = appliedRules(part.rules, { ...scene, full: part.full });
    return { rules, judged: judge(undefined, rules, part, { ...scene, full: part.full }, looked) };
  });
  const rules = appliedRules(item.rules, { ...scene, full: item.full });
  const base = parts.length > 0 ? b.sum(parts.map((p) => p.judged.points)) : undefined;
  const judged = judge(base, rules, item, { ...scene, full: item.full }, looked);
  const missing = b.or(b.any(parts.map((p) => b.or(p.judged.missing, p.judged.none))), judged.missing);
  const none = b.and(judged.none, b.not(missing));
  const all = [...parts.flatMap((p) => p.rules), ...rules];
  const scored = b.not(b.or(missing, none));
  return {
    points: withOwnBonus(judged.points, rules, all, low),
    missing,
    none,
    anyMissing: missing,
    entries: furtherEntries(all).map((e) => ({ ...e, amount: b.when(scored, e.amount) })),
    vetoes: vetoesOf(all),
  };
}
