import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, notNegative, pointsOrFull } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/**
 * 按最高值折算 (`best`): points × value ÷ best of the group (the reverse where less is better).
 * 功效系数法 (`efficacy`): from `low` at the worst value of the group to `high` at the best.
 */
export const relative = z.strictObject({
  kind: z.literal('relative'),
  ...ruleBase,
  on: z.string(),
  points: pointsOrFull.optional(),
  method: z.enum(['best', 'efficacy']).optional(),
  dir: z.literal('below').optional(),
  low: notNegative.optional(),
  high: notNegative.optional(),
  item: z.string().optional(),
});

export interface Relative extends RuleBase {
  readonly kind: 'relative';
  readonly on: string;
  readonly points: Figure<Points>;
  readonly method: 'best' | 'efficacy';
  readonly dir: 'above' | 'below';
  readonly low: Points;
  readonly high: Points;
  readonly item?: string;
}

export const resolveRelative = (w: z.infer<typeof relative>, base: RuleBase, r: Resolver): Relative => ({
  ...base,
  kind: 'relative',
  on: w.on,
  points: r.points('points', w.points ?? 'full'),
  method: w.method ?? 'best',
  dir: w.dir ?? 'above',
  low: w.low === undefined ? 0 : r.amount('low', w.low),
  high: w.high === undefined ? r.full : r.amount('high', w.high),
  ...(w.item !== undefined && { item: w.item }),
});
