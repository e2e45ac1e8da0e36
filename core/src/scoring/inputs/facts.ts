import type { CalendarDate, Fraction, HolidayTable } from '../../values/index.ts';

/** 考核对象: an organization or a person, with group and class as frozen when the assessment was announced. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly class?: string;
  /** Classes held from a day on, oldest first; a figure by class uses the class at the due date. */
  readonly classHistory?: readonly { readonly class: string; readonly from: CalendarDate }[];
  /** Numbers that rules divide by (人数 …). */
  readonly attributes?: Readonly<Record<string, Fraction>>;
  /** The days it was there; required counts follow the whole periods present. */
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  /** The organization a person belongs to. */
  readonly body?: string;
}

/** The sorts of entry on the record, in the code's words and a clerk's. */
export const FACT_TYPES = {
  finding: '评分记录',
  measure: '数据',
  completion: '完成情况',
  mark: '评分',
  examination: '查核',
  notApplicable: '不涉及',
  extension: '延期',
  judgedGrade: '等次评定',
  selfScore: '自评分',
  nomination: '推荐人选',
  withdrawal: '撤回',
} as const;
export type FactType = keyof typeof FACT_TYPES;

/**
 * One entry on the record (append-only). Which fields count depends on `type`:
 * - finding: `target` a rule; `count` (default 1), `matter`, `aggravated`, dates, reason, evidence
 * - measure: `target` a rule; `value`, or `numerator` and `denominator`; `name` for a formula; `period` for a shortfall
 * - completion: `target` a deadline rule; `completedOn` (absent: not done by `asOf`); `occurredOn` starts a term of days
 * - mark: `target` a rule (discretion), an item of a judged panel, or a component judged as a whole; `value` in 分, `by`
 * - examination: `target` an item, an indicator, a sheet or `*` (all of the component); `by`, `foundOn`
 * - notApplicable: `target` an item or indicator; `reason`, `by` who approved
 * - extension: `target` a deadline rule; `dueOn`, reason
 * - judgedGrade: `grade`, reason
 * - selfScore: `target` an item; `value` in 分
 * - nomination: `target` a selection; `name` the person, reason
 * - withdrawal: `target` the id of the fact withdrawn, reason
 */
export interface Fact {
  readonly id: string;
  readonly type: FactType;
  readonly subject: string;
  readonly target: string;
  readonly component?: string;
  readonly period?: string;
  readonly count?: number;
  readonly value?: Fraction;
  readonly numerator?: Fraction;
  readonly denominator?: Fraction;
  readonly grade?: string;
  readonly name?: string;
  readonly occurredOn?: CalendarDate;
  readonly foundOn?: CalendarDate;
  readonly completedOn?: CalendarDate;
  readonly dueOn?: CalendarDate;
  readonly matter?: string;
  readonly aggravated?: boolean;
  readonly by?: string;
  readonly reason?: string;
  readonly evidence?: readonly string[];
}

/** What a scoring run stands on beside scheme, roster and facts; nothing in it comes from a clock. */
export interface RunSettings {
  /** The day on which what is still undone counts as late up to. */
  readonly asOf: CalendarDate;
  readonly holidays: HolidayTable;
}
