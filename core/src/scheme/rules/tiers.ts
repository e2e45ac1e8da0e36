import { z } from 'zod';
import type { Fraction, Points } from '../../values/index.ts';
import { decimalFigure, decimalNumber, type Figure, pointsOrFull } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase, WHEN_NONE, type WhenNone } from './base.ts';

const step = z.strictObject({
  min: decimalFigure.optional(),
  max: decimalFigure.optional(),
  points: pointsOrFull,
  /** 达70%得基础分,70%—90%按比例增加: the points rise evenly to `to` at `max`. */
  to: z.union([decimalNumber, z.literal('full')]).optional(),
});

/** 90%以上得5分,80%—90%得3分: the first step that holds; min inclusive, max exclusive; no step gives 0. */
export const tiers = z.strictObject({
  kind: z.literal('tiers'),
  ...ruleBase,
  on: z.string(),
  unit: z.string().optional(),
  steps: z.array(step).min(1),
  mode: z.literal('deduct').optional(),
  whenNone: z.enum(WHEN_NONE).optional(),
});

export interface TierStep {
  readonly min?: Figure<Fraction>;
  readonly max?: Figure<Fraction>;
  readonly points: Figure<Points>;
  readonly to?: Points;
}

export interface Tiers extends RuleBase {
  readonly kind: 'tiers';
  readonly on: string;
  readonly measureUnit: string;
  readonly steps: readonly TierStep[];
  readonly mode: 'award' | 'deduct';
  readonly whenNone: WhenNone;
}

export const resolveTiers = (w: z.infer<typeof tiers>, base: RuleBase, r: Resolver): Tiers => ({
  ...base,
  kind: 'tiers',
  on: w.on,
  measureUnit: w.unit ?? '',
  steps: w.steps.map((s) => ({
    ...(s.min !== undefined && { min: r.decimal('steps', s.min) }),
    ...(s.max !== undefined && { max: r.decimal('steps', s.max) }),
    points: r.points('steps', s.points),
    ...(s.to !== undefined && { to: r.amount('steps', s.to) }),
  })),
  mode: w.mode ?? 'award',
  whenNone: w.whenNone ?? 'missing',
});
