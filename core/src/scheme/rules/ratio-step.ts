import { z } from 'zod';
import type { Fraction, Points } from '../../values/index.ts';
import { decimalFigure, type Figure, pointsFigure, positive } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase, WHEN_NONE, type WhenNone } from './base.ts';

/** 每低1个百分点扣0.2分: for each full step (or `prorata`) away from the target; `mode: add` gives points instead. */
export const ratioStep = z.strictObject({
  kind: z.literal('ratioStep'),
  ...ruleBase,
  on: z.string().optional(),
  target: decimalFigure,
  step: positive,
  points: pointsFigure,
  dir: z.literal('above').optional(),
  mode: z.literal('add').optional(),
  unit: z.string().optional(),
  prorata: z.boolean().optional(),
  cap: pointsFigure.optional(),
  whenNone: z.enum(WHEN_NONE).optional(),
});

export interface RatioStep extends RuleBase {
  readonly kind: 'ratioStep';
  readonly on: string;
  readonly target: Figure<Fraction>;
  readonly step: Fraction;
  readonly points: Figure<Points>;
  /** The side of the target on which steps are counted. */
  readonly dir: 'below' | 'above';
  readonly mode: 'deduct' | 'add';
  readonly measureUnit: string;
  readonly prorata: boolean;
  readonly cap?: Figure<Points>;
  readonly whenNone: WhenNone;
}

export const resolveRatioStep = (w: z.infer<typeof ratioStep>, base: RuleBase, r: Resolver): RatioStep => ({
  ...base,
  kind: 'ratioStep',
  on: w.on ?? base.when,
  target: r.decimal('target', w.target),
  step: r.exact('step', w.step),
  points: r.points('points', w.points),
  dir: w.dir ?? (w.mode === 'add' ? 'above' : 'below'),
  mode: w.mode ?? 'deduct',
  measureUnit: w.unit ?? '%',
  prorata: w.prorata ?? false,
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
  whenNone: w.whenNone ?? 'missing',
});
