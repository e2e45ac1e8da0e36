import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { type Figure, pointsOrFull } from '../figure.ts';
import { type Formula, type Resolver, type RuleBase, ruleBase, WHEN_NONE, type WhenNone } from './base.ts';

/** 得分=…: an expression over named measured values and 分值 (full marks), held between 0 and `points`. */
export const formula = z.strictObject({
  kind: z.literal('formula'),
  ...ruleBase,
  expression: z.string(),
  points: pointsOrFull.optional(),
  whenNone: z.enum(WHEN_NONE).optional(),
});

export interface FormulaRule extends RuleBase {
  readonly kind: 'formula';
  readonly written: string;
  readonly expression: Formula;
  readonly points: Figure<Points>;
  readonly whenNone: WhenNone;
}

export const resolveFormula = (w: z.infer<typeof formula>, base: RuleBase, r: Resolver): FormulaRule => ({
  ...base,
  kind: 'formula',
  written: w.expression,
  expression: r.formula('expression', w.expression),
  points: r.points('points', w.points ?? 'full'),
  whenNone: w.whenNone ?? 'missing',
});
