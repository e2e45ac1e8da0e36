import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

export const LEVELS = ['国家', '省', '市', '县'] as const;

/** What bonus and penalty write alike: they differ only in their sign. */
export const outsideFields = {
  ...ruleBase,
  points: pointsFigure,
  per: z.string().optional(),
  cap: pointsFigure.optional(),
  level: z.enum(LEVELS).optional(),
  to: z.enum(['item', 'component', 'total']).optional(),
};

/** 每项加1分,最高加3分: added outside the full marks, by default to the total, unweighted. */
export const bonus = z.strictObject({ kind: z.literal('bonus'), ...outsideFields });

export interface Bonus extends RuleBase {
  readonly kind: 'bonus';
  readonly points: Figure<Points>;
  readonly per?: string;
  readonly cap?: Figure<Points>;
  readonly level?: (typeof LEVELS)[number];
  readonly to: 'item' | 'component' | 'total';
}

export const resolveBonus = (w: z.infer<typeof bonus>, base: RuleBase, r: Resolver): Bonus => ({
  ...base,
  kind: 'bonus',
  points: r.points('points', w.points),
  ...(w.per !== undefined && { per: w.per }),
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
  ...(w.level !== undefined && { level: w.level }),
  to: w.to ?? 'total',
});
