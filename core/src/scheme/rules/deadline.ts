import { z } from 'zod';
import type { Points } from '../../values/index.ts';
import { countFigure, type Figure, pointsFigure, textFigure } from '../figure.ts';
import { type Due, type Resolver, type RuleBase, ruleBase } from './base.ts';

/** What a late filing is counted in: time (天 日 工作日 周 月) or things (次 件 个). */
export const LATE_UNITS = ['天', '日', '工作日', '周', '月', '次', '件', '个'] as const;
export type LateUnit = (typeof LATE_UNITS)[number];

/** 4月30日前未完成扣3分;逾期1天扣0.5分: once when late, or `first` + `points` for each unit late beyond `grace`. */
export const deadline = z.strictObject({
  kind: z.literal('deadline'),
  ...ruleBase,
  points: pointsFigure,
  due: textFigure.optional(),
  per: z.enum(LATE_UNITS).optional(),
  cap: pointsFigure.optional(),
  grace: countFigure.optional(),
  first: pointsFigure.optional(),
});

export interface Deadline extends RuleBase {
  readonly kind: 'deadline';
  readonly points: Figure<Points>;
  readonly due?: Figure<Due>;
  readonly per?: LateUnit;
  readonly cap?: Figure<Points>;
  readonly grace?: Figure<number>;
  readonly first?: Figure<Points>;
}

export const resolveDeadline = (w: z.infer<typeof deadline>, base: RuleBase, r: Resolver): Deadline => ({
  ...base,
  kind: 'deadline',
  points: r.points('points', w.points),
  ...(w.due !== undefined && { due: r.due('due', w.due) }),
  ...(w.per !== undefined && { per: w.per }),
  ...(w.cap !== undefined && { cap: r.points('cap', w.cap) }),
  ...(w.grace !== undefined && { grace: r.count('grace', w.grace) }),
  ...(w.first !== undefined && { first: r.points('first', w.first) }),
});
