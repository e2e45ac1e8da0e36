import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 每办结一件计1分,最多5分: points for each; the item starts from 0. */
export const awardEach = z.strictObject({
  kind: z.literal('awardEach'),
  ...ruleBase,
  points: pointsFigure,
  unit: z.string(),
  cap: pointsFigure.optional(),
});

export interface AwardEach extends RuleBase {
  readonly kind: 'awardEach';
  readonly points: Figure<Points>;
  readonly measureUnit: string;
  readonly cap?: Figure<Points>;
}

export const resolveAwardEach = (w: z.infer<typeof awardEach>, base: RuleBase, r: Resolver): AwardEach => ({
  ...base,
  kind: 'awardEach',
  points: r.points('points', w.points),
  measureUnit: w.unit,
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
});
