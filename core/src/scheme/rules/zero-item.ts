import { z } from 'zod';
import { countFigure, type Figure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 不得分;超过3次不得分: its part or item is 0 when it happened more than `above` times (default 0). */
export const zeroItem = z.strictObject({ kind: z.literal('zeroItem'), ...ruleBase, above: countFigure.optional() });

export interface ZeroItem extends RuleBase {
  readonly kind: 'zeroItem';
  readonly above: Figure<number>;
}

export const resolveZeroItem = (w: z.infer<typeof zeroItem>, base: RuleBase, r: Resolver): ZeroItem => ({
  ...base,
  kind: 'zeroItem',
  above: r.count('above', w.above ?? 0),
});
