import type { Span } from '../../values/index.ts';
import type { Sense } from '../lexer/token.ts';
import type { UnitType } from '../lexer/units.ts';

export type Verb = 'deduct' | 'penalty' | 'award' | 'add';

/** A figure in 分 as the text gives it: one, several one after the other (20分、10分、5分), or from–to. */
export interface Amount {
  readonly values: readonly number[];
  readonly low?: number;
  readonly high?: number;
  /** 满分, 该项分值; 相应分值. */
  readonly word?: 'full' | 'corresponding';
  /** 50%的分值. */
  readonly share?: number;
  /** The 分 is missing (每处扣1). */
  readonly bare?: boolean;
}

export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly unitType: UnitType | 'mark' | 'none';
}

/** How the counted thing moves away from what is asked. */
export type Motion = 'lack' | 'late' | 'below' | 'above' | 'occur' | 'none';

interface ScoreTerm extends Span {
  readonly type: 'score';
  readonly verb: Verb;
  readonly amount?: Amount;
  /** 再扣, 另加: on top of what stands before. */
  readonly extra: boolean;
  readonly spread: boolean;
  readonly discretion: boolean;
  /** 从总分中扣. */
  readonly total: boolean;
  /** 0.5分/次. */
  readonly per?: { readonly count: number; readonly unit: string; readonly unitType: UnitType };
}
interface BoundTerm extends Span {
  readonly type: 'bound';
  readonly amount: number | 'full';
  /** Whose bound: of deductions, of what is given, or not said. */
  readonly of?: 'deduct' | 'plus';
  /** 累计, 总分: over several rules. */
  readonly whole: boolean;
  readonly total: boolean;
  /** 本项最高: the item is named. */
  readonly item: boolean;
}
interface PerTerm extends Span {
  readonly type: 'per';
  readonly every: boolean;
  readonly count: number;
  readonly unit: string;
  readonly unitType: UnitType | 'mark';
  readonly motion: Motion;
}
interface ThresholdTerm extends Span {
  readonly type: 'threshold';
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
  readonly unitType: Quantity['unitType'];
  /** Only a figure (100%), without 以上, 达到 or the like. */
  readonly bare: boolean;
  /** 不足2人, 低于85%: what was asked is not reached. */
  readonly missed: boolean;
}
interface CountTerm extends Span, Quantity {
  readonly type: 'count';
}
interface MarkTerm extends Span {
  readonly type: 'mark';
  readonly amount: Amount;
  /** 5分/篇. */
  readonly per?: ScoreTerm['per'];
}
interface DateTerm extends Span {
  readonly type: 'date';
  /** `MM-DD`, `15个工作日内`; absent when only a month is named. */
  readonly due?: string;
  readonly before: boolean;
  /** 5个工作日内: a span of time, no day of the year. */
  readonly within?: Quantity;
}
interface OrdinalTerm extends Span {
  readonly type: 'ordinal';
  readonly from: number;
  readonly to: number;
}
interface PeriodTerm extends Span {
  readonly type: 'period';
  readonly period: '年' | '半年' | '季' | '月' | '周';
}
interface MarkerTerm extends Span {
  readonly type: 'zero' | 'exhaust' | 'proportion' | 'formula';
  /** 得分=率×5分. */
  readonly points?: number;
  /** 得分=…: where the right side begins. */
  readonly from?: number;
}
/** Any other word with a sense, and plain text. */
interface WordTerm extends Span {
  readonly type: 'word';
  readonly sense: Sense;
  readonly text: string;
}
interface TextTerm extends Span {
  readonly type: 'text';
  readonly text: string;
}
interface PunctTerm extends Span {
  readonly type: 'comma' | 'pause' | 'colon' | 'stop' | 'line' | 'cell' | 'open' | 'close' | 'bullet';
  readonly depth?: number;
}

/** One phrase of the text with its meaning; the sequence of terms covers every token. */
export type Term = (
  | ScoreTerm
  | BoundTerm
  | PerTerm
  | ThresholdTerm
  | CountTerm
  | MarkTerm
  | DateTerm
  | OrdinalTerm
  | PeriodTerm
  | MarkerTerm
  | WordTerm
  | TextTerm
  | PunctTerm
) & { readonly gap: boolean };

export type TermOf<T extends Term['type']> = Extract<Term, { type: T }>;

/** What a phrase matcher found, and the index of the first token after it. */
export interface Match<T> {
  readonly value: T;
  readonly next: number;
}
