import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsOrFull } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase, WHEN_NONE, type WhenNone } from './base.ts';

/** 按比例得分: points × numerator ÷ denominator, never more than the points. */
export const proportion = z.strictObject({
  kind: z.literal('proportion'),
  ...ruleBase,
  points: pointsOrFull,
  on: z.string().optional(),
  whenNone: z.enum(WHEN_NONE).optional(),
});

export interface Proportion extends RuleBase {
  readonly kind: 'proportion';
  readonly points: Figure<Points>;
  readonly on: string;
  readonly whenNone: WhenNone;
}

export const resolveProportion = (w: z.infer<typeof proportion>, base: RuleBase, r: Resolver): Proportion => ({
  ...base,
  kind: 'proportion',
  points: r.points('points', w.points),
  on: w.on ?? base.when,
  whenNone: w.whenNone ?? 'missing',
});
