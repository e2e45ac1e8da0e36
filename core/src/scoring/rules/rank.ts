import type { Rank } from '../../scheme/index.ts';
import { compare, type Fraction, greatest, minus, numberTerm, pointsTerm, times } from '../../values/index.ts';
import { finish, type Input, missing, type RuleContext, type RuleResult, readable, scored } from './result.ts';

/** How many values, greatest first, are greater than `own` (or, with 1, not less), found by halving. */
function countBefore(sorted: readonly Fraction[], own: Fraction, orEqual: 0 | 1): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]!, own) + orEqual > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 按名次得分: one more than the number of strictly better values in the group. */
export function scoreRank(rule: Rank, context: RuleContext): RuleResult {
  const { own, sorted, absent } = context.cohort(rule);
  if (own === undefined) return missing(`未录入“${rule.on || '名次依据'}”`);
  const place = 1 + (rule.dir === 'above' ? countBefore(sorted, own, 0) : sorted.length - countBefore(sorted, own, 1));
  const inputs: Input[] = [
    { label: rule.on || '数据', value: readable(own) },
    { label: '组内名次', value: `第${place}名（共${sorted.length}个${absent > 0 ? `，另有${absent}个无数据` : ''}）` },
  ];
  const step = rule.steps.find((s) => place >= s.min && place < s.max);
  if (step) return finish(rule, '得分', pointsTerm(step.points, context.decimals), context, inputs);
  if (rule.from === undefined) return scored(0, [], inputs);
  const first = pointsTerm(rule.from, context.decimals);
  const fall = times(pointsTerm(rule.step ?? 0, context.decimals), numberTerm(place - 1));
  return finish(rule, '得分', greatest(minus(first, fall), numberTerm(0)), context, inputs);
}
