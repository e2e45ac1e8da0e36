import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsOrFull } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 达到…得2分;…得满分: given once if it holds; the item starts from 0. */
export const award = z.strictObject({ kind: z.literal('award'), ...ruleBase, points: pointsOrFull });

export interface Award extends RuleBase {
  readonly kind: 'award';
  readonly points: Figure<Points>;
  /** 得满分 beside deductions only names the base. */
  readonly namesFullMarks: boolean;
}

export const resolveAward = (w: z.infer<typeof award>, base: RuleBase, r: Resolver): Award => ({
  ...base,
  kind: 'award',
  points: r.points('points', w.points),
  namesFullMarks: w.points === 'full',
});
