import { z } from 'zod';
import type { Fraction, Points, Span } from '../../values/index.ts';
import { decimalFigure, type Figure, type WrittenFigure } from '../figure.ts';

/** Which subjects something holds for; an absent list means all. */
export const appliesTo = z.strictObject({
  groups: z.array(z.string()).optional(),
  classes: z.array(z.string()).optional(),
});
export type AppliesTo = z.infer<typeof appliesTo>;

/** 加倍扣分, 按25%计扣: the factor on a rule's amount; with `when`, only on findings marked 加重 (`aggravated`). */
const multiplier = z.strictObject({ factor: decimalFigure, when: z.string().optional() });

/** How several measured values of one rule become one: 取平均分 and its relatives. */
export const AGGREGATES = ['sum', 'mean', 'max', 'min', 'last'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** What every written rule may carry beside its own figures. */
export const ruleBase = {
  id: z.string().optional(),
  /** The words of the item's text that say this rule. */
  clause: z.string().optional(),
  when: z.string().optional(),
  note: z.string().optional(),
  /** Why a person must still confirm this rule; to confirm it is to delete this line. */
  unsure: z.string().optional(),
  appliesTo: appliesTo.optional(),
  multiplier: multiplier.optional(),
  /** 按人数平均: the roster attribute (人数 …) that divides the amount. */
  share: z.string().optional(),
  aggregate: z.enum(AGGREGATES).optional(),
  /** A finding outside the assessed period counts nonetheless. */
  anyDate: z.boolean().optional(),
};

/** 0 分母: what a ratio gives when there was nothing to divide by (default: missing). */
export const WHEN_NONE = ['notApplicable', 'full', 'missing'] as const;
export type WhenNone = (typeof WHEN_NONE)[number];

export interface Clause {
  /** The words themselves. */
  readonly text: string;
  /** Their place in the item's text; absent when the rule stands without a sentence. */
  readonly span?: Span;
}

/** The part of a resolved rule that is the same for every kind. */
export interface RuleBase {
  readonly id: string;
  readonly clause: Clause;
  readonly when: string;
  readonly appliesTo?: AppliesTo;
  readonly multiplier?: { readonly factor: Figure<Fraction>; readonly when?: string };
  readonly share?: string;
  /** Absent: several values of one rule cannot be joined. */
  readonly aggregate?: Aggregate;
  readonly anyDate: boolean;
}

/** Turns written figures into exact ones; whatever cannot be read is reported under the rule's own key. */
export interface Resolver {
  /** Full marks of the part or item in which the rule stands. */
  readonly full: Points;
  points(key: string, written: WrittenFigure<number> | 'full'): Figure<Points>;
  count(key: string, written: WrittenFigure<number>): Figure<number>;
  decimal(key: string, written: WrittenFigure<number>): Figure<Fraction>;
  exact(key: string, written: number): Fraction;
  amount(key: string, written: number | 'full'): Points;
  due(key: string, written: WrittenFigure<string>): Figure<Due>;
  formula(key: string, written: string): Formula;
}

/** 期限: a day of the year, or so many days or working days after the event. */
export type Due =
  | { readonly kind: 'date'; readonly monthDay: string }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'workingDays'; readonly days: number };

/** A parsed 得分=… expression; names are measured values, `分值` is the full marks. */
export type Formula =
  | { readonly op: 'number'; readonly value: Fraction }
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: '+' | '-' | '×' | '÷' | 'min' | 'max'; readonly left: Formula; readonly right: Formula };
