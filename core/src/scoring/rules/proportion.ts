import type { Proportion } from '../../scheme/index.ts';
import { greatest, least, numberTerm, over, pointsTerm, times } from '../../values/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import {
  figureOf,
  finish,
  measuredInputs,
  missing,
  NO_FIGURE,
  type RuleContext,
  type RuleResult,
  valueOfMeasure,
} from './result.ts';
import { whenNone } from './when-none.ts';

/** 按比例得分: points × numerator ÷ denominator, never above the points; a plain value is a percentage. */
export function scoreProportion(rule: Proportion, input: RuleInput, context: RuleContext): RuleResult {
  const { measured } = input;
  if (measured === undefined) return missing(`未录入“${rule.on || '比例'}”`);
  if (typeof measured === 'string') return missing(measured);
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  const value = valueOfMeasure(measured);
  const inputs = measuredInputs(rule.on, measured, value, '%');
  if (value === undefined) return whenNone(rule, points, inputs, context);
  const whole = numberTerm(measured.quotient ? measured.denominator : 100);
  const share = greatest(least(numberTerm(measured.numerator), whole), numberTerm(0));
  const plain = measured.numerator.n >= 0n && value.n <= 100n * value.d;
  const term = over(times(pointsTerm(points, context.decimals), plain ? numberTerm(measured.numerator) : share), whole);
  return finish(rule, '得分', term, context, inputs);
}
