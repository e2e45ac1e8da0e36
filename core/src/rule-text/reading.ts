import type { Span } from '../values/index.ts';

/** Every kind of the exchange vocabulary: the kinds of the scheme, what stands under `grading`, and `other`. */
export type ReadKind =
  | 'deduct'
  | 'deductEach'
  | 'shortfall'
  | 'deadline'
  | 'award'
  | 'awardEach'
  | 'tiers'
  | 'ratioStep'
  | 'proportion'
  | 'rank'
  | 'relative'
  | 'discretion'
  | 'zeroItem'
  | 'bonus'
  | 'penalty'
  | 'veto'
  | 'cap'
  | 'gradeBand'
  | 'quota'
  | 'weight'
  | 'other';

export interface ReadStep {
  readonly min?: number;
  readonly max?: number;
  /** The place of a ranking step. */
  readonly rank?: number;
  readonly points: number;
  /** 按比例增加: the points rise evenly to this at `max`. */
  readonly to?: number;
  /** 有专职人员得2分: a step named by words. */
  readonly when?: string;
}

/** One rule as the sentence says it; figures in 分 are positive. What a kind carries: `docs/rule-text.md`. */
export interface ReadRule {
  readonly kind: ReadKind;
  readonly when: string;
  readonly points?: number | 'full';
  readonly unit?: string;
  /** One number, or one for each class (等级). */
  readonly required?: number | Readonly<Record<string, number>>;
  readonly period?: string;
  readonly due?: string | Readonly<Record<string, string>>;
  readonly per?: string;
  readonly cap?: number;
  readonly on?: string;
  readonly steps?: readonly ReadStep[];
  readonly target?: number;
  /** 第一名30分, each place after it `step` less. */
  readonly from?: number;
  readonly step?: number;
  readonly dir?: 'above' | 'below';
  readonly mode?: 'deduct' | 'add' | 'award' | 'bonus';
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly level?: string;
  readonly effect?: 'zero' | 'grade' | 'noExcellent' | 'atMost';
  readonly grade?: string;
  readonly scope?: 'item' | 'group' | 'total';
  /** Whose bound a cap is. */
  readonly of?: 'deductions' | 'bonus';
  readonly percent?: number;
  readonly count?: number;
  readonly component?: string;
  readonly form?: string;
  /** 得分=…: the right side as the text has it. */
  readonly expression?: string;
  /** 不足1个百分点的按比例计算. */
  readonly prorata?: boolean;
  /** 没有该项工作的得满分, 按不涉及处理. */
  readonly whenNone?: 'full' | 'notApplicable';
  /** 功效系数法: from `low` at the worst of the group to `high` at the best. */
  readonly method?: 'efficacy' | 'best';
  readonly low?: number;
  readonly high?: number;
  readonly classes?: Readonly<Record<string, number | string>>;
}

/** A rule read from a sentence, with the words that say it and, where a person must look, the reason in Chinese. */
export interface RuleReading {
  readonly rule: ReadRule;
  /** The words in the text, condition and figure. */
  readonly span: Span;
  readonly uncertain?: string;
}

/** What is read: the sentence, the heading it stands under, and the full marks of its item. */
export interface ScoringText {
  readonly text: string;
  readonly heading?: string;
  readonly points?: number;
}
