import type { RatioStep } from '../../scheme/index.ts';
import { compare, minus, numberTerm, over, pointsTerm, times, wholePart } from '../../values/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import {
  figureOf,
  finish,
  measuredInputs,
  measuredTerm,
  missing,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  readable,
  scored,
  valueOfMeasure,
} from './result.ts';
import { whenNone } from './when-none.ts';

/** 每低1个百分点扣0.2分: full steps away from the target (or pro rata), the ratio held exactly. */
export function scoreRatioStep(rule: RatioStep, input: RuleInput, context: RuleContext): RuleResult {
  const { measured } = input;
  if (measured === undefined) return missing(`未录入“${rule.on || '比率'}”`);
  if (typeof measured === 'string') return missing(measured);
  const [points, target] = [figureOf(rule.points, context), figureOf(rule.target, context)];
  if (points === undefined || target === undefined) return NO_FIGURE(context);
  const value = valueOfMeasure(measured);
  const inputs = [
    ...measuredInputs(rule.on, measured, value, rule.measureUnit),
    { label: '目标', value: `${readable(target)}${rule.measureUnit}` },
  ];
  if (value === undefined) return whenNone(rule, rule.mode === 'add' ? context.full : 0, inputs, context);
  const side = compare(value, target);
  if (rule.dir === 'below' ? side >= 0 : side <= 0) return scored(0, [], inputs);
  const [high, low] =
    rule.dir === 'below' ? [numberTerm(target), measuredTerm(measured)] : [measuredTerm(measured), numberTerm(target)];
  const steps = over(minus(high, low), numberTerm(rule.step));
  const term = times(pointsTerm(points, context.decimals), rule.prorata ? steps : wholePart(steps));
  return finish(rule, rule.mode === 'add' ? '得分' : '扣分', term, context, inputs, rule.cap);
}
