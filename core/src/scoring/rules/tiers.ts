import type { TierStep, Tiers } from '../../scheme/index.ts';
import {
  compare,
  type Fraction,
  minus,
  numberTerm,
  over,
  plus,
  pointsTerm,
  type Term,
  times,
} from '../../values/index.ts';
import type { Measured, RuleInput } from '../inputs/index.ts';
import {
  figureOf,
  finish,
  type Input,
  measuredInputs,
  measuredTerm,
  missing,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  scored,
  valueOfMeasure,
} from './result.ts';
import { whenNone } from './when-none.ts';

const holds = (step: TierStep, value: Fraction, context: RuleContext): boolean => {
  const [min, max] = [figureOf(step.min, context), figureOf(step.max, context)];
  return (min === undefined || compare(value, min) >= 0) && (max === undefined || compare(value, max) < 0);
};

/** 按比例增加: from `points` at `min` evenly to `to` at `max`. */
function stepTerm(step: TierStep, points: number, measured: Measured, context: RuleContext): Term {
  const base = pointsTerm(points, context.decimals);
  const [min, max] = [figureOf(step.min, context), figureOf(step.max, context)];
  if (step.to === undefined || min === undefined || max === undefined) return base;
  const rise = minus(pointsTerm(step.to, context.decimals), base);
  return plus(
    base,
    over(times(rise, minus(measuredTerm(measured), numberTerm(min))), minus(numberTerm(max), numberTerm(min))),
  );
}

/** 分档计分: the points of the first step that holds. */
export function scoreTiers(rule: Tiers, input: RuleInput, context: RuleContext): RuleResult {
  const { measured } = input;
  if (measured === undefined) return missing(`未录入“${rule.on}”`);
  if (typeof measured === 'string') return missing(measured);
  const value = valueOfMeasure(measured);
  const inputs: Input[] = measuredInputs(rule.on, measured, value, rule.measureUnit);
  if (value === undefined) return whenNone(rule, rule.mode === 'award' ? context.full : 0, inputs, context);
  const step = rule.steps.find((s) => holds(s, value, context));
  if (!step) return scored(0, [], [...inputs, { label: '档次', value: '不在任何一档' }]);
  const points = figureOf(step.points, context);
  if (points === undefined) return NO_FIGURE(context);
  return finish(
    rule,
    rule.mode === 'deduct' ? '扣分' : '得分',
    stepTerm(step, points, measured, context),
    context,
    inputs,
  );
}
