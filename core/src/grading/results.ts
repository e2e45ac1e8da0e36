/** One who is commended, and why. */
export interface Chosen {
  readonly subject: string;
  /** The body, or the person it nominated. */
  readonly name: string;
  readonly reason: string;
}

/** 评先评优: the outcome of one selection. */
export interface SelectionResult {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly chosen: readonly Chosen[];
  /** Equal at the edge of the places, so that all stood or all fell. */
  readonly tiedAtEdge: readonly string[];
}

/** The result of one subject: place and grade, each with its reasons. */
export interface SubjectResult {
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  /** Rank within the group; `null` where the sheet is not complete. */
  readonly rank: number | null;
  readonly tiedWith: number;
  readonly grade: string | null;
  readonly reasons: readonly string[];
  /** 须提交整改方案. */
  readonly rectify: boolean;
}

/** How a quota was worked out and who it pushed down. */
export interface QuotaResult {
  readonly grade: string;
  readonly groups: readonly string[];
  readonly base: number;
  readonly places: number;
  readonly explanation: string;
  readonly candidates: number;
  readonly given: number;
  readonly tiedAtEdge: readonly string[];
}

/** Results of an assessment: every subject, every quota, every selection. */
export interface GradingResult {
  readonly format: 1;
  /** By group in the scheme's order, best first; subjects without a rank last. */
  readonly subjects: readonly SubjectResult[];
  readonly quotas: readonly QuotaResult[];
  readonly selections: readonly SelectionResult[];
  /** Ties that the scheme leaves to a decision. */
  readonly undecided: readonly {
    readonly group: string;
    readonly rank: number;
    readonly subjects: readonly string[];
  }[];
}
