import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';
import { LEVELS } from './bonus.ts';

/** 倒扣;另扣: taken outside the full marks, by default from the total, unweighted. */
export const penalty = z.strictObject({
  kind: z.literal('penalty'),
  ...ruleBase,
  points: pointsFigure,
  per: z.string().optional(),
  cap: pointsFigure.optional(),
  level: z.enum(LEVELS).optional(),
  to: z.enum(['item', 'component', 'total']).optional(),
});

export interface Penalty extends RuleBase {
  readonly kind: 'penalty';
  readonly points: Figure<Points>;
  readonly per?: string;
  readonly cap?: Figure<Points>;
  readonly level?: (typeof LEVELS)[number];
  readonly to: 'item' | 'component' | 'total';
}

export const resolvePenalty = (w: z.infer<typeof penalty>, base: RuleBase, r: Resolver): Penalty => ({
  ...base,
  kind: 'penalty',
  points: r.points('points', w.points),
  ...(w.per !== undefined && { per: w.per }),
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
  ...(w.level !== undefined && { level: w.level }),
  to: w.to ?? 'total',
});
