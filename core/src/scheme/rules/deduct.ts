import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 未成立…扣1分: taken once if it happened. */
export const deduct = z.strictObject({ kind: z.literal('deduct'), ...ruleBase, points: pointsFigure });

export interface Deduct extends RuleBase {
  readonly kind: 'deduct';
  readonly points: Figure<Points>;
}

export const resolveDeduct = (w: z.infer<typeof deduct>, base: RuleBase, r: Resolver): Deduct => ({
  ...base,
  kind: 'deduct',
  points: r.points('points', w.points),
});
