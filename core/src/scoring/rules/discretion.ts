import type { Discretion } from '../../scheme/index.ts';
import {
  compare,
  formatPoints,
  fraction,
  numberTerm,
  pointsTerm,
  unitsPerPoint,
  wholePoints,
} from '../../values/index.ts';
import type { Mark, RuleInput } from '../inputs/index.ts';
import { panelFigure, sumOfMarks } from '../panel.ts';
import { finish, type Input, missing, type RuleContext, type RuleResult, readable, scored } from './result.ts';

const LABELS = { deduct: '酌情扣分', award: '评分', bonus: '酌情加分' } as const;

const outside = (mark: Mark, rule: Discretion, context: RuleContext): boolean => {
  const points = wholePoints(mark.points, context.decimals);
  if (points !== undefined) return points < rule.min || points > rule.max;
  const unit = unitsPerPoint(context.decimals);
  return compare(mark.points, fraction(rule.min, unit)) < 0 || compare(mark.points, fraction(rule.max, unit)) > 0;
};

/** 酌情: the assessor's figure within its bounds; several assessors are joined as the component's panel says. */
export function scoreDiscretion(rule: Discretion, input: RuleInput, context: RuleContext): RuleResult {
  const { decimals } = context;
  const inputs: Input[] = input.marks.map((m) => ({
    label: m.by || '评分',
    value: `${readable(m.points)}分${m.fact.reason ? `（${m.fact.reason}）` : ''}`,
  }));
  if (input.marks.length === 0) {
    if (rule.mode === 'award') return missing('尚无人评分');
    return scored(0, [], [], { restsOnExamination: rule.mode === 'deduct' });
  }
  if (input.marks.some((m) => outside(m, rule, context))) {
    const bounds = `${formatPoints(rule.min, decimals)}至${formatPoints(rule.max, decimals)}分`;
    return missing(`评分超出${bounds}的范围`, inputs);
  }
  const label = LABELS[rule.mode];
  if (rule.per !== undefined && !context.panel) {
    return finish(rule, label, numberTerm(sumOfMarks(input.marks)), context, inputs);
  }
  const figure = panelFigure(input.marks, context.panel?.of === 'item' ? context.panel : undefined, decimals);
  if ('reason' in figure) return missing(figure.reason, inputs);
  const result = finish(rule, label, pointsTerm(figure.step.points, decimals), context, inputs);
  return { ...result, steps: [figure.step, ...result.steps.slice(1)] };
}
