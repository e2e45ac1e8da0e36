import { z } from 'zod';
import { PERIODS, type PeriodUnit, type Points } from '../../values/index.ts';
import { countFigure, type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 每季度不少于1次,每少一次扣0.5分: what a period lacks is not made good by another period's plenty. */
export const shortfall = z.strictObject({
  kind: z.literal('shortfall'),
  ...ruleBase,
  points: pointsFigure,
  unit: z.string(),
  required: countFigure,
  period: z.enum(PERIODS).optional(),
  cap: pointsFigure.optional(),
});

export interface Shortfall extends RuleBase {
  readonly kind: 'shortfall';
  readonly points: Figure<Points>;
  readonly measureUnit: string;
  readonly required: Figure<number>;
  readonly period: PeriodUnit;
  readonly cap?: Figure<Points>;
}

export const resolveShortfall = (w: z.infer<typeof shortfall>, base: RuleBase, r: Resolver): Shortfall => ({
  ...base,
  kind: 'shortfall',
  points: r.points('points', w.points),
  measureUnit: w.unit,
  required: r.count('required', w.required),
  period: w.period ?? '年',
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
});
