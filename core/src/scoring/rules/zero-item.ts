import type { Veto, ZeroItem } from '../../scheme/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import { figureOf, NO_FIGURE, type RuleContext, type RuleResult, scored } from './result.ts';

/** 不得分, 一票否决: whether it happened (more than `above` times). */
export function scoreHappened(rule: ZeroItem | Veto, input: RuleInput, context: RuleContext): RuleResult {
  const above = rule.kind === 'veto' ? 0 : figureOf(rule.above, context);
  if (above === undefined) return NO_FIGURE(context);
  const count = input.count + input.aggravated;
  const inputs =
    count === 0 ? [] : [{ label: '发现', value: `${count}次${above > 0 ? `（超过${above}次的适用）` : ''}` }];
  return scored(0, [], inputs, { happened: count > above, restsOnExamination: rule.kind === 'zeroItem' });
}
