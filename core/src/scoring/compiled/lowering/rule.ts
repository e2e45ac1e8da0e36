import type { Rule } from '../../../scheme/index.ts';
import { unreachable } from '../../../values/index.ts';
import { nothing } from './amount.ts';
import { lowerRank, lowerRelative } from './cohort-rules.ts';
import type { LoweredRule, RuleScene } from './context.ts';
import { lowerDeadline, lowerEach, lowerHappened, lowerOnce, lowerOutside, lowerShortfall } from './found.ts';
import { lowerDiscretion } from './judged.ts';
import { lowerFormula, lowerProportion, lowerRatioStep, lowerTiers } from './measured.ts';

/** Lowers one rule, as `scoreRule` of the tracing form computes it. */
export function lowerRule(rule: Rule, scene: RuleScene): LoweredRule {
  switch (rule.kind) {
    case 'deduct':
    case 'award':
      return lowerOnce(rule, scene);
    case 'deductEach':
    case 'awardEach':
      return lowerEach(rule, scene);
    case 'shortfall':
      return lowerShortfall(rule, scene);
    case 'deadline':
      return lowerDeadline(rule, scene);
    case 'tiers':
      return lowerTiers(rule, scene);
    case 'ratioStep':
      return lowerRatioStep(rule, scene);
    case 'proportion':
      return lowerProportion(rule, scene);
    case 'rank':
      return lowerRank(rule, scene);
    case 'relative':
      return lowerRelative(rule, scene);
    case 'discretion':
      return lowerDiscretion(rule, scene);
    case 'formula':
      return lowerFormula(rule, scene);
    case 'zeroItem':
    case 'veto':
      return lowerHappened(rule, scene);
    case 'bonus':
    case 'penalty':
      return lowerOutside(rule, scene);
    case 'cap':
      return nothing(rule, scene);
    default:
      return unreachable(rule);
  }
}
