import { z } from 'zod';
import { type RuleBase, ruleBase } from './base.ts';

/** 一票否决: the total becomes 0, a grade is forced, the top grade is barred, or a grade is the most one can get. */
export const veto = z.strictObject({
  kind: z.literal('veto'),
  ...ruleBase,
  effect: z.enum(['zero', 'grade', 'noExcellent', 'atMost']),
  grade: z.string().optional(),
});

export interface Veto extends RuleBase {
  readonly kind: 'veto';
  readonly effect: 'zero' | 'grade' | 'noExcellent' | 'atMost';
  readonly grade?: string;
}

export const resolveVeto = (w: z.infer<typeof veto>, base: RuleBase): Veto => ({
  ...base,
  kind: 'veto',
  effect: w.effect,
  ...(w.grade !== undefined && { grade: w.grade }),
});
