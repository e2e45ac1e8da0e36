import type { Relative } from '../../scheme/index.ts';
import {
  compare,
  type Fraction,
  greatest,
  minus,
  numberTerm,
  over,
  plus,
  pointsTerm,
  times,
} from '../../values/index.ts';
import {
  figureOf,
  finish,
  type Input,
  missing,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  readable,
} from './result.ts';

/** 按最高值折算: points × own ÷ best; where less is better, points × best ÷ own. */
function byBest(rule: Relative, own: Fraction, best: Fraction, inputs: Input[], context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  const full = pointsTerm(points, context.decimals);
  const [top, bottom] = rule.dir === 'above' ? [own, best] : [best, own];
  if (bottom.n === 0n && compare(own, best) !== 0) return missing('最优值为0，无法折算', inputs);
  if (bottom.n === 0n)
    return rule.dir === 'above' ? missing('最优值为0，无法折算', inputs) : finish(rule, '得分', full, context, inputs);
  if (compare(own, best) === 0) return finish(rule, '得分', full, context, inputs);
  const share = over(times(full, numberTerm(top)), numberTerm(bottom));
  return finish(rule, '得分', share.value.n < 0n ? greatest(share, numberTerm(0)) : share, context, inputs);
}

/** 功效系数法: low + (high − low) × (own − worst) ÷ (best − worst). */
function byEfficacy(
  rule: Relative,
  own: Fraction,
  worst: Fraction,
  best: Fraction,
  inputs: Input[],
  context: RuleContext,
) {
  const [low, high] = [pointsTerm(rule.low, context.decimals), pointsTerm(rule.high, context.decimals)];
  if (compare(worst, best) === 0) return finish(rule, '得分', high, context, inputs);
  const way = over(
    times(minus(high, low), minus(numberTerm(own), numberTerm(worst))),
    minus(numberTerm(best), numberTerm(worst)),
  );
  return finish(rule, '得分', plus(low, way), context, inputs);
}

/** 相对比较得分: the subject's value beside the best (and worst) of its group. */
export function scoreRelative(rule: Relative, context: RuleContext): RuleResult {
  const { own, sorted, absent } = context.cohort(rule);
  if (own === undefined) return missing(`未录入“${rule.on}”`);
  const [most, fewest] = [sorted[0]!, sorted.at(-1)!];
  const [best, worst] = rule.dir === 'above' ? [most, fewest] : [fewest, most];
  const inputs: Input[] = [
    { label: rule.on, value: readable(own) },
    { label: '组内最优', value: readable(best) },
    ...(rule.method === 'efficacy' ? [{ label: '组内最差', value: readable(worst) }] : []),
    ...(absent > 0 ? [{ label: '无数据', value: `${absent}个` }] : []),
  ];
  return rule.method === 'best'
    ? byBest(rule, own, best, inputs, context)
    : byEfficacy(rule, own, worst, best, inputs, context);
}
