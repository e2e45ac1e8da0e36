import type { Award, Deduct } from '../../scheme/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import { figureOf, finish, NO_FIGURE, onceTerm, type RuleContext, type RuleResult, resting, scored } from './result.ts';

/** 扣1分 or 得2分, once if it happened, however often it was found. */
export function scoreOnce(rule: Deduct | Award, input: RuleInput, context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  if (input.count + input.aggravated === 0) return scored(0, [], [], { restsOnExamination: true });
  const label = rule.kind === 'deduct' ? '扣分' : '得分';
  return resting(finish(rule, label, onceTerm(rule, points, input, context), context, []));
}
