import { type Figure, figureFor, type Panel, type Rule } from '../../scheme/index.ts';
import {
  divide,
  type Fraction,
  formatCut,
  formatExact,
  fraction,
  least,
  multiply,
  numberTerm,
  over,
  type Points,
  plus,
  pointsTerm,
  type Step,
  settle,
  type Term,
  times,
} from '../../values/index.ts';
import type { Measured, RuleInput, Subject } from '../inputs/index.ts';

/** One thing that went into a rule, in a clerk's words. */
export interface Input {
  readonly label: string;
  readonly value: string;
}

/** What surrounds a rule when it is computed for one subject. */
export interface RuleContext {
  readonly decimals: number;
  readonly subject: Subject;
  /** Full marks of the part or item. */
  readonly full: Points;
  readonly panel: Panel | undefined;
  /** The values of the whole group for a cohort rule, the subject's own included; absent ones left out. */
  readonly cohort: (rule: Rule) => CohortValues;
}

export interface CohortValues {
  readonly own?: Fraction;
  /** Every value of the group, greatest first. */
  readonly sorted: readonly Fraction[];
  /** How many subjects of the group have no value. */
  readonly absent: number;
}

/** What a rule comes to for one subject: an amount without sign, and how it was reached. */
export interface RuleResult {
  readonly outcome: 'scored' | 'missing' | 'notApplicable';
  readonly amount: Points;
  /** Whether the condition of a zero, veto or award rule holds. */
  readonly happened: boolean;
  readonly steps: readonly Step[];
  readonly inputs: readonly Input[];
  /** Why it is missing, or a remark. */
  readonly reason: string | undefined;
  /** It rests on nothing having been found, so somebody must have looked (查核). */
  readonly restsOnExamination: boolean;
}

const NONE: readonly never[] = [];

const without = (outcome: 'missing' | 'notApplicable', reason: string, inputs: readonly Input[]): RuleResult => ({
  outcome,
  amount: 0,
  happened: false,
  steps: NONE,
  inputs,
  reason,
  restsOnExamination: false,
});

export const missing = (reason: string, inputs: readonly Input[] = NONE): RuleResult =>
  without('missing', reason, inputs);

export const notApplicableResult = (reason: string, inputs: readonly Input[] = NONE): RuleResult =>
  without('notApplicable', reason, inputs);

export const scored = (
  amount: Points,
  steps: readonly Step[],
  inputs: readonly Input[],
  { happened = amount > 0, restsOnExamination = false }: { happened?: boolean; restsOnExamination?: boolean } = {},
): RuleResult => ({ outcome: 'scored', amount, happened, steps, inputs, reason: undefined, restsOnExamination });

/** The same result, resting on somebody having looked; spelled out, because a spread gives every result its own shape. */
export const resting = ({ outcome, amount, happened, steps, inputs, reason }: RuleResult): RuleResult => ({
  outcome,
  amount,
  happened,
  steps,
  inputs,
  reason,
  restsOnExamination: true,
});

export const NO_FIGURE = (context: RuleContext): RuleResult =>
  missing(`方案没有为等级“${context.subject.class ?? '（未定）'}”规定数值`);

/** The figure of a rule for the subject's class. */
export const figureOf = <T>(figure: Figure<T> | undefined, context: RuleContext): T | undefined =>
  figure && figureFor(figure, context.subject.class);

const factorOf = (rule: Rule, context: RuleContext): Fraction =>
  (rule.multiplier && figureFor(rule.multiplier.factor, context.subject.class)) ?? fraction(1);

/** points × count, findings marked 加重 with the rule's factor. */
export function countTerm(rule: Rule, points: Points, input: RuleInput, context: RuleContext): Term {
  const each = pointsTerm(points, context.decimals);
  const plain = times(each, numberTerm(input.count));
  if (input.aggravated === 0) return plain;
  const heavy = times(each, numberTerm(factorOf(rule, context)), numberTerm(input.aggravated));
  return input.count === 0 ? heavy : plus(plain, heavy);
}

/** The term of a rule that counts once, heavier when a finding is marked 加重. */
export function onceTerm(rule: Rule, points: Points, input: RuleInput, context: RuleContext): Term {
  const each = pointsTerm(points, context.decimals);
  return input.aggravated > 0 ? times(each, numberTerm(factorOf(rule, context))) : each;
}

/**
 * From a term to the amount of a rule: amount → multiplier → share → cap, each rounded half-up where it is printed
 * (design, Arithmetic).
 */
export function finish(
  rule: Rule,
  label: string,
  term: Term,
  context: RuleContext,
  inputs: readonly Input[],
  cap?: Figure<Points>,
): RuleResult {
  const { decimals } = context;
  const steps: Step[] = [settle(label, term, decimals)];
  const last = (): Term => pointsTerm(steps.at(-1)!.points, decimals);
  if (rule.multiplier && rule.multiplier.when === undefined) {
    steps.push(settle('乘以系数', times(last(), numberTerm(factorOf(rule, context))), decimals));
  }
  if (rule.share !== undefined) {
    const heads = context.subject.attributes?.[rule.share];
    if (!heads || heads.n <= 0n) return missing(`花名册中没有“${rule.share}”，无法平均`, inputs);
    steps.push(settle(`按${rule.share}平均`, over(last(), numberTerm(heads)), decimals));
  }
  if (cap) {
    const most = figureOf(cap, context);
    if (most === undefined) return NO_FIGURE(context);
    if (most < steps.at(-1)!.points) {
      steps.push(settle('以限额为止', least(last(), pointsTerm(most, decimals)), decimals));
    }
  }
  return scored(steps.at(-1)!.points, steps, inputs);
}

/** A measure as one number: a quotient becomes a percentage; `undefined` for a zero denominator. */
export const valueOfMeasure = (measured: Measured): Fraction | undefined =>
  measured.denominator.n === 0n
    ? undefined
    : measured.quotient
      ? divide(multiply(measured.numerator, fraction(100)), measured.denominator)
      : measured.numerator;

/** The measure as it is written into a line. */
export const measuredTerm = (measured: Measured): Term =>
  measured.quotient
    ? over(times(numberTerm(measured.numerator), numberTerm(100)), numberTerm(measured.denominator))
    : numberTerm(measured.numerator);

/** Enough digits to read; a number without end shows that it goes on. */
export function readable(value: Fraction): string {
  const exact = formatExact(value, 6);
  return exact.includes('/') ? `${formatCut(value, 6)}…` : exact;
}

/** 数据 lines: the quotient and its value, or the value alone. */
export function measuredInputs(label: string, measured: Measured, value: Fraction | undefined, unit: string): Input[] {
  const name = label || '数据';
  if (!measured.quotient) return [{ label: name, value: `${readable(measured.numerator)}${unit}` }];
  const quotient = `${formatExact(measured.numerator)} ÷ ${formatExact(measured.denominator)}`;
  return [{ label: name, value: value ? `${quotient} = ${readable(value)}%` : `${quotient}（分母为0）` }];
}
