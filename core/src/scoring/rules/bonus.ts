import type { Bonus, Penalty } from '../../scheme/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import {
  countTerm,
  figureOf,
  finish,
  NO_FIGURE,
  onceTerm,
  type RuleContext,
  type RuleResult,
  scored,
} from './result.ts';

/** 加分 and 倒扣: per each where the text says so, else once; nobody need look for what was not claimed. */
export function scoreOutside(rule: Bonus | Penalty, input: RuleInput, context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  const count = input.count + input.aggravated;
  if (count === 0) return scored(0, [], []);
  const term =
    rule.per === undefined ? onceTerm(rule, points, input, context) : countTerm(rule, points, input, context);
  const inputs = [{ label: '次数', value: `${count}${rule.per ?? '次'}` }];
  return finish(rule, rule.kind === 'bonus' ? '加分' : '倒扣', term, context, inputs, rule.cap);
}
