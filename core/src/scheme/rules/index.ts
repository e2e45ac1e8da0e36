import { z } from 'zod';
import { unreachable } from '../../values/index.ts';
import { type Award, award, resolveAward } from './award.ts';
import { type AwardEach, awardEach, resolveAwardEach } from './award-each.ts';
import type { Resolver, RuleBase } from './base.ts';
import { type Bonus, bonus, resolveBonus } from './bonus.ts';
import { type Cap, cap, resolveCap } from './cap.ts';
import { type Deadline, deadline, resolveDeadline } from './deadline.ts';
import { type Deduct, deduct, resolveDeduct } from './deduct.ts';
import { type DeductEach, deductEach, resolveDeductEach } from './deduct-each.ts';
import { type Discretion, discretion, resolveDiscretion } from './discretion.ts';
import { type FormulaRule, formula, resolveFormula } from './formula.ts';
import { type Penalty, penalty, resolvePenalty } from './penalty.ts';
import { type Proportion, proportion, resolveProportion } from './proportion.ts';
import { type Rank, rank, resolveRank } from './rank.ts';
import { type RatioStep, ratioStep, resolveRatioStep } from './ratio-step.ts';
import { type Relative, relative, resolveRelative } from './relative.ts';
import { resolveShortfall, type Shortfall, shortfall } from './shortfall.ts';
import { resolveTiers, type Tiers, tiers } from './tiers.ts';
import { resolveVeto, type Veto, veto } from './veto.ts';
import { resolveZeroItem, type ZeroItem, zeroItem } from './zero-item.ts';

/** Every kind of rule, as written in a scheme. Bands, quotas and weights stand under `grading` and `components`. */
export const writtenRule = z.discriminatedUnion('kind', [
  deduct,
  deductEach,
  shortfall,
  deadline,
  award,
  awardEach,
  tiers,
  ratioStep,
  proportion,
  rank,
  relative,
  discretion,
  zeroItem,
  bonus,
  penalty,
  veto,
  cap,
  formula,
]);
export type WrittenRule = z.infer<typeof writtenRule>;

/** 评分标准: one rule with exact figures. */
export type Rule =
  | Deduct
  | DeductEach
  | Shortfall
  | Deadline
  | Award
  | AwardEach
  | Tiers
  | RatioStep
  | Proportion
  | Rank
  | Relative
  | Discretion
  | ZeroItem
  | Bonus
  | Penalty
  | Veto
  | Cap
  | FormulaRule;
export type RuleKind = Rule['kind'];

/** What a kind does to its item, in the order of computation. */
export type RuleEffect = 'minus' | 'plus' | 'zero' | 'outside' | 'bound' | 'veto';

export interface RuleKindInfo {
  /** The kind in a clerk's words. */
  readonly title: string;
  readonly effect: RuleEffect;
  /** Figures that are measured (比率, 数值) rather than found. */
  readonly measured: boolean;
}

/** One row for each kind; a kind without a row does not compile. */
export const RULE_KINDS = {
  deduct: { title: '出现即扣', effect: 'minus', measured: false },
  deductEach: { title: '按次扣分', effect: 'minus', measured: false },
  shortfall: { title: '少次扣分', effect: 'minus', measured: false },
  deadline: { title: '逾期扣分', effect: 'minus', measured: false },
  award: { title: '达到得分', effect: 'plus', measured: false },
  awardEach: { title: '按次得分', effect: 'plus', measured: false },
  tiers: { title: '分档计分', effect: 'plus', measured: true },
  ratioStep: { title: '按比率增减', effect: 'minus', measured: true },
  proportion: { title: '按比例得分', effect: 'plus', measured: true },
  rank: { title: '按名次得分', effect: 'plus', measured: true },
  relative: { title: '相对比较得分', effect: 'plus', measured: true },
  discretion: { title: '酌情评分', effect: 'minus', measured: false },
  zeroItem: { title: '该项不得分', effect: 'zero', measured: false },
  bonus: { title: '加分', effect: 'outside', measured: false },
  penalty: { title: '倒扣', effect: 'outside', measured: false },
  veto: { title: '一票否决', effect: 'veto', measured: false },
  cap: { title: '限额', effect: 'bound', measured: false },
  formula: { title: '公式得分', effect: 'plus', measured: true },
} as const satisfies Record<RuleKind, RuleKindInfo>;

/** The effect of this very rule: some kinds go either way by their `mode`. */
export function effectOf(rule: Rule): RuleEffect {
  if (rule.kind === 'tiers') return rule.mode === 'deduct' ? 'minus' : 'plus';
  if (rule.kind === 'ratioStep') return rule.mode === 'add' ? 'plus' : 'minus';
  if (rule.kind === 'discretion') return { deduct: 'minus', award: 'plus', bonus: 'outside' }[rule.mode] as RuleEffect;
  return RULE_KINDS[rule.kind].effect;
}

/** Gives a written rule its exact figures. */
export function resolveRule(w: WrittenRule, base: RuleBase, r: Resolver): Rule {
  switch (w.kind) {
    case 'deduct':
      return resolveDeduct(w, base, r);
    case 'deductEach':
      return resolveDeductEach(w, base, r);
    case 'shortfall':
      return resolveShortfall(w, base, r);
    case 'deadline':
      return resolveDeadline(w, base, r);
    case 'award':
      return resolveAward(w, base, r);
    case 'awardEach':
      return resolveAwardEach(w, base, r);
    case 'tiers':
      return resolveTiers(w, base, r);
    case 'ratioStep':
      return resolveRatioStep(w, base, r);
    case 'proportion':
      return resolveProportion(w, base, r);
    case 'rank':
      return resolveRank(w, base, r);
    case 'relative':
      return resolveRelative(w, base, r);
    case 'discretion':
      return resolveDiscretion(w, base, r);
    case 'zeroItem':
      return resolveZeroItem(w, base, r);
    case 'bonus':
      return resolveBonus(w, base, r);
    case 'penalty':
      return resolvePenalty(w, base, r);
    case 'veto':
      return resolveVeto(w, base);
    case 'cap':
      return resolveCap(w, base, r);
    case 'formula':
      return resolveFormula(w, base, r);
    default:
      return unreachable(w);
  }
}

export * from './award.ts';
export * from './award-each.ts';
export * from './base.ts';
export * from './bonus.ts';
export * from './cap.ts';
export * from './deadline.ts';
export * from './deduct.ts';
export * from './deduct-each.ts';
export * from './discretion.ts';
export * from './formula.ts';
export * from './penalty.ts';
export * from './proportion.ts';
export * from './rank.ts';
export * from './ratio-step.ts';
export * from './relative.ts';
export * from './shortfall.ts';
export * from './tiers.ts';
export * from './veto.ts';
export * from './zero-item.ts';

/** The item whose score a cohort rule compares, where it compares no measured value. */
export const comparedItem = (rule: Rule): string | undefined =>
  rule.kind === 'rank' || rule.kind === 'relative' ? rule.item : undefined;
