import type { GradingResult, QuotaResult, SelectionResult } from '@zhunsheng/core/grading';

/**
 * Results as files hold them: plain JSON with every figure as the decimal text that a score sheet prints. `format` is
 * the version of this shape; it changes when a reader would have to change.
 */
export interface ResultsDocument {
  readonly format: 1;
  readonly scheme: { readonly id: string; readonly title: string; readonly version: number; readonly year: number };
  readonly asOf: string;
  readonly decimals: number;
  /** Full marks of the total. */
  readonly scale: string;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  /** In order of group, then rank, then roster. */
  readonly subjects: readonly SubjectResult[];
  /** How each quota was worked out. */
  readonly quotas: readonly QuotaResult[];
  /** 评先评优. */
  readonly selections: readonly SelectionResult[];
  /** Ties that are left to a decision. */
  readonly undecided: GradingResult['undecided'];
}

export interface SubjectResult {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly class: string | null;
  readonly outcome: 'scored' | 'missing';
  readonly total: string | null;
  readonly beforeBonus: string | null;
  readonly bonus: string;
  readonly penalty: string;
  readonly selfTotal: string | null;
  /** By component id; null where missing or not applicable. */
  readonly components: Readonly<Record<string, string | null>>;
  readonly rank: number | null;
  readonly grade: string | null;
  /** 须提交整改方案. */
  readonly rectify: boolean;
  /** Why this grade and rank, in Chinese. */
  readonly reasons: readonly string[];
  readonly vetoes: readonly { readonly rule: string; readonly reason: string }[];
  readonly missing: readonly {
    readonly id: string;
    readonly title: string;
    readonly component: string;
    readonly reason: string;
  }[];
  readonly items: readonly ItemResult[];
}

export interface ItemResult {
  readonly component: string;
  /** Set where the component has periods. */
  readonly period: string | null;
  readonly id: string;
  readonly title: string;
  readonly full: string | null;
  readonly points: string | null;
  readonly outcome: 'scored' | 'missing' | 'notApplicable';
}
