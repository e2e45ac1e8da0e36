import type { Shortfall } from '../../scheme/index.ts';
import { numberTerm, type Points, pointsTerm, times } from '../../values/index.ts';
import { type RuleInput, requiredCount } from '../inputs/index.ts';
import {
  countTerm,
  figureOf,
  finish,
  type Input,
  missing,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  resting,
  scored,
} from './result.ts';

function fromCounts(rule: Shortfall, points: Points, input: RuleInput, context: RuleContext): RuleResult {
  const required = requiredCount(rule, context.subject);
  if (required === undefined) return NO_FIGURE(context);
  const unknown = input.periods.filter((p) => p.actual === undefined).map((p) => p.period.label);
  const inputs: Input[] = input.periods.map(({ period, actual }) => ({
    label: period.label,
    value: actual === undefined ? '未录入' : `应${required}${rule.measureUnit}，实${actual}${rule.measureUnit}`,
  }));
  if (unknown.length > 0) return missing(`未录入实际次数：${unknown.join('、')}`, inputs);
  const lacking = input.periods.reduce((sum, p) => sum + Math.max(0, required - (p.actual ?? 0)), 0);
  if (lacking === 0) return scored(0, [], inputs);
  const all = [...inputs, { label: '共少', value: `${lacking}${rule.measureUnit}` }];
  return finish(rule, '扣分', times(pointsTerm(points, context.decimals), numberTerm(lacking)), context, all, rule.cap);
}

/** 每少一次扣: what each period lacks, from the numbers entered or from findings that state the lack. */
export function scoreShortfall(rule: Shortfall, input: RuleInput, context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  if (input.measures.length > 0) return fromCounts(rule, points, input, context);
  const count = input.count + input.aggravated;
  if (count === 0) return scored(0, [], [], { restsOnExamination: true });
  const inputs = [{ label: '少', value: `${count}${rule.measureUnit}` }];
  const result = finish(rule, '扣分', countTerm(rule, points, input, context), context, inputs, rule.cap);
  return resting(result);
}
