import { z } from 'zod';
import { countFigure, type Figure } from '../figure.ts';
import { type Resolver, type RuleBase, ruleBase } from './base.ts';

/** 不得分;超过3次不得分: its part or item is 0 when it happened more than `above` times (default 0). */
export const zeroItem = z.strictObject({
  kind: z.literal('zeroItem'),
  ...ruleBase,
  above: countFigure.optional(),
  /** 每件扣0.5分,超过2件不得分: the rule whose findings are counted, so that nothing is entered twice. */
  counts: z.string().optional(),
});

export interface ZeroItem extends RuleBase {
  readonly kind: 'zeroItem';
  readonly above: Figure<number>;
  readonly counts?: string;
}

export const resolveZeroItem = (w: z.infer<typeof zeroItem>, base: RuleBase, r: Resolver): ZeroItem => ({
  ...base,
  kind: 'zeroItem',
  above: r.count('above', w.above ?? 0),
  ...(w.counts !== undefined && { counts: w.counts }),
});
