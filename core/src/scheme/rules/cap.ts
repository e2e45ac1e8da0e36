import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsFigure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/**
 * 扣完为止;加分最高不超过10分: a bound. In an item: on its deductions (default) or bonus. `group`: on the bonus or
 * penalty of the rules in its indicator. `total`: on all bonus (default), all penalty, or the total itself.
 */
export const cap = z.strictObject({
  kind: z.literal('cap'),
  ...ruleBase,
  scope: z.enum(['item', 'group', 'total']),
  points: pointsFigure.optional(),
  of: z.enum(['deductions', 'bonus', 'penalty', 'score']).optional(),
});

export interface Cap extends RuleBase {
  readonly kind: 'cap';
  readonly scope: 'item' | 'group' | 'total';
  readonly points: Figure<Points>;
  readonly of: 'deductions' | 'bonus' | 'penalty' | 'score';
}

export const resolveCap = (w: z.infer<typeof cap>, base: RuleBase, r: Resolver): Cap => ({
  ...base,
  kind: 'cap',
  scope: w.scope,
  points: r.points('points', w.points ?? 'full'),
  of: w.of ?? (w.scope === 'total' ? 'bonus' : 'deductions'),
});
