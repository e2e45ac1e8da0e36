/** How each rule kind is computed and explained for one subject: the tracing form, one file a kind. */

import type { Rule } from '../../scheme/index.ts';
import { unreachable } from '../../values/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import { scoreOutside } from './bonus.ts';
import { scoreDeadline } from './deadline.ts';
import { scoreOnce } from './deduct.ts';
import { scoreEach } from './deduct-each.ts';
import { scoreDiscretion } from './discretion.ts';
import { scoreFormula } from './formula.ts';
import { scoreProportion } from './proportion.ts';
import { scoreRank } from './rank.ts';
import { scoreRatioStep } from './ratio-step.ts';
import { scoreRelative } from './relative.ts';
import { type RuleContext, type RuleResult, scored } from './result.ts';
import { scoreShortfall } from './shortfall.ts';
import { scoreTiers } from './tiers.ts';
import { scoreHappened } from './zero-item.ts';

/** Computes one rule; a `cap` has no amount of its own, its owner applies it. */
export function scoreRule(rule: Rule, input: RuleInput, context: RuleContext): RuleResult {
  switch (rule.kind) {
    case 'deduct':
    case 'award':
      return scoreOnce(rule, input, context);
    case 'deductEach':
    case 'awardEach':
      return scoreEach(rule, input, context);
    case 'shortfall':
      return scoreShortfall(rule, input, context);
    case 'deadline':
      return scoreDeadline(rule, input, context);
    case 'tiers':
      return scoreTiers(rule, input, context);
    case 'ratioStep':
      return scoreRatioStep(rule, input, context);
    case 'proportion':
      return scoreProportion(rule, input, context);
    case 'rank':
      return scoreRank(rule, context);
    case 'relative':
      return scoreRelative(rule, context);
    case 'discretion':
      return scoreDiscretion(rule, input, context);
    case 'formula':
      return scoreFormula(rule, input, context);
    case 'zeroItem':
    case 'veto':
      return scoreHappened(rule, input, context);
    case 'bonus':
    case 'penalty':
      return scoreOutside(rule, input, context);
    case 'cap':
      return scored(0, [], []);
    default:
      return unreachable(rule);
  }
}

export * from './result.ts';
