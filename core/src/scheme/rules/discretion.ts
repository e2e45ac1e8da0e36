import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { notNegative } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 酌情扣分;视情扣1—3分: the assessor's figure within the bounds, a reason required; deducts unless `mode` says else. */
export const discretion = z.strictObject({
  kind: z.literal('discretion'),
  ...ruleBase,
  min: notNegative.optional(),
  max: notNegative.optional(),
  per: z.string().optional(),
  mode: z.enum(['award', 'bonus']).optional(),
});

export interface Discretion extends RuleBase {
  readonly kind: 'discretion';
  readonly min: Points;
  readonly max: Points;
  readonly per?: string;
  readonly mode: 'deduct' | 'award' | 'bonus';
}

export const resolveDiscretion = (w: z.infer<typeof discretion>, base: RuleBase, r: Resolver): Discretion => ({
  ...base,
  kind: 'discretion',
  min: w.min === undefined ? 0 : r.amount('min', w.min),
  max: w.max === undefined ? r.full : r.amount('max', w.max),
  ...(w.per !== undefined && { per: w.per }),
  mode: w.mode ?? 'deduct',
});
