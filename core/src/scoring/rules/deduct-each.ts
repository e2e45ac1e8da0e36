import type { AwardEach, DeductEach } from '../../scheme/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import {
  countTerm,
  figureOf,
  finish,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  resting,
  scored,
} from './result.ts';

/** 每…扣1分 or 每…得1分: points × count, at most the cap. */
export function scoreEach(rule: DeductEach | AwardEach, input: RuleInput, context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  const count = input.count + input.aggravated;
  if (count === 0) return scored(0, [], [], { restsOnExamination: true });
  const label = rule.kind === 'deductEach' ? '扣分' : '得分';
  const inputs = [{ label: '次数', value: `${count}${rule.measureUnit}` }];
  const result = finish(rule, label, countTerm(rule, points, input, context), context, inputs, rule.cap);
  return resting(result);
}
