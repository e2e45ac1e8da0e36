import type { Clause, RuleKind, Veto } from '../scheme/index.ts';
import type { Points, Step } from '../values/index.ts';
import type { Fact, FindingStatus } from './inputs/index.ts';
import type { Input } from './rules/index.ts';

export type Outcome = 'scored' | 'missing' | 'notApplicable';

/** A finding as a score sheet quotes it: what, how many, why, on which evidence, and whether it counted. */
export interface QuotedFinding {
  readonly id: string;
  readonly count: number;
  readonly status: FindingStatus | 'withdrawn';
  readonly aggravated: boolean;
  readonly reason: string;
  readonly by?: string;
  readonly occurredOn?: string;
  readonly matter?: string;
  readonly evidence: readonly string[];
}

/** A node of a score sheet: its value and how it was reached. The number and its explanation are one object. */
export interface ScoreNode {
  readonly kind: 'total' | 'component' | 'period' | 'indicator' | 'item' | 'part' | 'rule';
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** `null` where the outcome is not `scored`. A rule's amount is without sign. */
  readonly points: Points | null;
  /** Full marks; `null` for a rule. */
  readonly full: Points | null;
  readonly rule?: { readonly kind: RuleKind; readonly clause: Clause; readonly takesEffect: boolean };
  readonly inputs: readonly Input[];
  readonly findings: readonly QuotedFinding[];
  readonly steps: readonly Step[];
  /** Remarks in Chinese: why it is missing or not applicable, which bound held. */
  readonly notes: readonly string[];
  /** 查核: who looked, and when. */
  readonly examinedBy?: string;
  /** 自评分, beside the awarded one and not counted. */
  readonly selfPoints?: Points;
  readonly children: readonly ScoreNode[];
}

/** 一票否决 that holds for a subject. */
export interface HeldVeto {
  readonly ruleId: string;
  readonly effect: Veto['effect'];
  readonly grade?: string;
  readonly reason: string;
}

/** A figure that is not there yet, so that the total cannot be told. */
export interface MissingFigure {
  readonly id: string;
  readonly title: string;
  readonly component: string;
  readonly reason: string;
}

/** 得分单 of one subject; `format` is the version of this shape. */
export interface ScoreSheet {
  readonly format: 1;
  readonly subject: string;
  readonly name: string;
  readonly group: string;
  readonly class?: string;
  readonly decimals: number;
  readonly outcome: 'scored' | 'missing';
  readonly total: Points | null;
  /** The rounded total before bonus and penalty. */
  readonly beforeBonus: Points | null;
  readonly bonus: Points;
  readonly penalty: Points;
  /** Each component's printed score, `null` where missing or not applicable. */
  readonly components: Readonly<Record<string, Points | null>>;
  readonly selfTotal: Points | null;
  readonly vetoes: readonly HeldVeto[];
  readonly missing: readonly MissingFigure[];
  readonly root: ScoreNode;
}

export function quoteFinding(fact: Fact, status: FindingStatus | 'withdrawn'): QuotedFinding {
  return {
    id: fact.id,
    count: fact.count ?? 1,
    status,
    aggravated: fact.aggravated ?? false,
    reason: fact.reason ?? '',
    ...(fact.by !== undefined && { by: fact.by }),
    ...(fact.occurredOn !== undefined && { occurredOn: fact.occurredOn }),
    ...(fact.matter !== undefined && { matter: fact.matter }),
    evidence: fact.evidence ?? [],
  };
}
