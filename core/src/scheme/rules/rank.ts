import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { notNegative, wholeNumber } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

const step = z.strictObject({ min: wholeNumber, max: wholeNumber.optional(), points: notNegative });

/** 第1名得5分,第2名…: by the rank of the value within the group; equal values share a rank (1, 2, 2, 4). */
export const rank = z.strictObject({
  kind: z.literal('rank'),
  ...ruleBase,
  on: z.string().optional(),
  /** Rank `min` inclusive to `max` exclusive; without `max`, that one rank. */
  steps: z.array(step).min(1).optional(),
  from: notNegative.optional(),
  step: notNegative.optional(),
  dir: z.literal('below').optional(),
  /** Ranks by another item's score instead of a measured value. */
  item: z.string().optional(),
});

export interface Rank extends RuleBase {
  readonly kind: 'rank';
  readonly on: string;
  readonly steps: readonly { readonly min: number; readonly max: number; readonly points: Points }[];
  readonly from?: Points;
  readonly step?: Points;
  /** `below`: the smaller value is the better one. */
  readonly dir: 'above' | 'below';
  readonly item?: string;
}

export const resolveRank = (w: z.infer<typeof rank>, base: RuleBase, r: Resolver): Rank => ({
  ...base,
  kind: 'rank',
  on: w.on ?? base.when,
  steps: (w.steps ?? []).map((s) => ({ min: s.min, max: s.max ?? s.min + 1, points: r.amount('steps', s.points) })),
  ...(w.from !== undefined && { from: r.amount('from', w.from) }),
  ...(w.step !== undefined && { step: r.amount('step', w.step) }),
  dir: w.dir ?? 'above',
  ...(w.item !== undefined && { item: w.item }),
});
