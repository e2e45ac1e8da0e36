import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 每缺一项扣1分,最多扣2分: points for each, at most `cap`. */
export const deductEach = z.strictObject({
  kind: z.literal('deductEach'),
  ...ruleBase,
  points: pointsFigure,
  unit: z.string(),
  cap: pointsFigure.optional(),
});

export interface DeductEach extends RuleBase {
  readonly kind: 'deductEach';
  readonly points: Figure<Points>;
  readonly measureUnit: string;
  readonly cap?: Figure<Points>;
}

export const resolveDeductEach = (w: z.infer<typeof deductEach>, base: RuleBase, r: Resolver): DeductEach => ({
  ...base,
  kind: 'deductEach',
  points: r.points('points', w.points),
  measureUnit: w.unit,
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
});
