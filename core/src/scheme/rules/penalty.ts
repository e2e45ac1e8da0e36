import { z } from 'zod';
import type { Resolver, RuleBase } from './base.ts';
import { type Bonus, outsideFields, resolveBonus } from './bonus.ts';

/** 倒扣;另扣: taken outside the full marks, by default from the total, unweighted. */
export const penalty = z.strictObject({ kind: z.literal('penalty'), ...outsideFields });

export interface Penalty extends Omit<Bonus, 'kind'> {
  readonly kind: 'penalty';
}

export const resolvePenalty = (w: z.infer<typeof penalty>, base: RuleBase, r: Resolver): Penalty => ({
  ...resolveBonus({ ...w, kind: 'bonus' }, base, r),
  kind: 'penalty',
});
