import type { WhenNone } from '../../scheme/index.ts';
import { type Points, pointsTerm, settle } from '../../values/index.ts';
import { type Input, missing, notApplicableResult, type RuleContext, type RuleResult, scored } from './result.ts';

/** What a zero denominator gives: the scheme's `whenNone`, missing where it says nothing. */
export function whenNone(
  rule: { readonly whenNone: WhenNone },
  full: Points,
  inputs: readonly Input[],
  context: RuleContext,
): RuleResult {
  if (rule.whenNone === 'notApplicable') return notApplicableResult('分母为0，按不涉及处理', inputs);
  if (rule.whenNone === 'missing') return missing('分母为0，方案没有规定怎样计分（whenNone）', inputs);
  const steps = full === 0 ? [] : [settle('分母为0，按满分计', pointsTerm(full, context.decimals), context.decimals)];
  return scored(full, steps, inputs);
}
