/** One rule's input for one subject, written into slots: what `slots.ts` says of each field. */
import { figureFor, formulaNames, type Panel, type Rule, type Scheme } from '../../scheme/index.ts';
import { compare, type Fraction, fraction, halfUp, multiply, unitsPerPoint } from '../../values/index.ts';
import {
  type InputPlace,
  type Mark,
  type RuleInput,
  type RunSettings,
  requiredCount,
  ruleInput,
  type Subject,
} from '../inputs/index.ts';
import { panelFigure, sumOfMarks } from '../panel.ts';
import type { ColumnStore } from './column-store.ts';
import { panelShape } from './lowering/judged.ts';
import { type SlotField, slotKey } from './slots.ts';

/** Whose slots, in which component and period. */
export interface At {
  readonly store: ColumnStore;
  readonly subject: number;
  readonly component: string;
  readonly period: string;
}

export const put = (at: At, target: string, field: SlotField, value: number, nothing = 0): void =>
  at.store.set(slotKey(at.component, at.period, target, field), at.subject, value, nothing);

export const putDecimal = (at: At, target: string, field: SlotField, value: Fraction): void =>
  at.store.setDecimal(slotKey(at.component, at.period, target, field), at.subject, value);

function putMeasure(at: At, rule: Rule, { measured }: RuleInput): void {
  if (measured === undefined || typeof measured === 'string') return; // absent, as is everybody by default
  const key = (field: SlotField) => slotKey(at.component, at.period, rule.id, field);
  const divisor = measured.quotient ? measured.denominator : undefined;
  at.store.setMeasure(key('numerator'), key('denominator'), at.subject, measured.numerator, divisor);
  put(at, rule.id, 'absent', 0, 1);
}

function putCounts(at: At, rule: Rule, { count, aggravated }: RuleInput): void {
  if (count > 0) put(at, rule.id, 'count', count);
  if (aggravated > 0) put(at, rule.id, 'aggravated', aggravated);
}

function putShortfall(at: At, rule: Rule & { kind: 'shortfall' }, input: RuleInput, subject: Subject): void {
  putCounts(at, rule, input);
  if (input.measures.length === 0) return;
  put(at, rule.id, 'entered', 1);
  if (input.periods.some((p) => p.actual === undefined)) put(at, rule.id, 'absent', 1);
  const required = requiredCount(rule, subject) ?? 0;
  const lacking = input.periods.reduce((sum, p) => sum + Math.max(0, required - (p.actual ?? 0)), 0);
  put(at, rule.id, 'lacking', lacking);
}

function putDeadline(at: At, rule: Rule & { kind: 'deadline' }, input: RuleInput, subject: Subject): void {
  putCounts(at, rule, input);
  if (input.completions.length === 0) return;
  put(at, rule.id, 'completed', 1);
  if (input.completions.some((c) => c.units === undefined)) put(at, rule.id, 'absent', 1);
  const grace = (rule.grace && figureFor(rule.grace, subject.class)) ?? 0;
  const late = input.completions.map((c) => c.units ?? 0).filter((units) => units > grace);
  put(at, rule.id, 'cases', late.length);
  put(
    at,
    rule.id,
    'beyond',
    late.reduce((sum, units) => sum + units - grace, 0),
  );
}

function putFormula(at: At, rule: Rule & { kind: 'formula' }, { named }: RuleInput): void {
  const names = formulaNames(rule.expression).filter((name) => name !== '分值' || named.has(name));
  if (names.some((name) => !named.has(name))) return;
  put(at, rule.id, 'absent', 0, 1);
  formulaNames(rule.expression).forEach((name, i) => {
    const value = named.get(name);
    if (value) putDecimal(at, rule.id, `value${i}`, value);
  });
}

/** Marks one by one where the compiled form joins them itself, otherwise the joined figure. */
export function putMarks(
  at: At,
  target: string,
  marks: readonly Mark[],
  panel: Panel | undefined,
  decimals: number,
): void {
  if (marks.length === 0) return;
  if (panelShape(panel)) {
    const unit = fraction(unitsPerPoint(decimals));
    marks.forEach((mark, seat) => {
      const key = slotKey(at.component, at.period, target, `mark${seat}`);
      const family = slotKey(at.component, at.period, target, 'mark0');
      at.store.setDecimal(key, at.subject, multiply(mark.points, unit), family);
    });
    return;
  }
  put(at, target, 'given', 1);
  const figure = panelFigure(marks, panel, decimals);
  if ('reason' in figure) put(at, target, 'absent', 1);
  else put(at, target, 'figure', figure.step.points);
}

function putDiscretion(
  at: At,
  rule: Rule & { kind: 'discretion' },
  { marks }: RuleInput,
  panel: Panel | undefined,
  decimals: number,
): void {
  const unit = unitsPerPoint(decimals);
  const [min, max] = [fraction(rule.min, unit), fraction(rule.max, unit)];
  if (marks.some((m) => compare(m.points, min) < 0 || compare(m.points, max) > 0)) {
    put(at, rule.id, 'given', 1);
    put(at, rule.id, 'absent', 1);
  } else if (rule.per !== undefined && !panel && marks.length > 0) {
    put(at, rule.id, 'given', 1);
    put(at, rule.id, 'figure', Number(halfUp(multiply(sumOfMarks(marks), fraction(unit)))));
  } else putMarks(at, rule.id, marks, panel?.of === 'item' ? panel : undefined, decimals);
}

/** What surrounds a rule when its input is reduced. */
export interface RuleSurroundings {
  readonly scheme: Scheme;
  readonly settings: RunSettings;
  readonly place: InputPlace;
  readonly panel: Panel | undefined;
}

/** Reduces one rule's record and writes it into its slots. */
export function putRule(at: At, rule: Rule, { scheme, settings, place, panel }: RuleSurroundings): void {
  const input = ruleInput(scheme, rule, place, settings);
  const { subject } = place.record;
  switch (rule.kind) {
    case 'tiers':
    case 'ratioStep':
    case 'proportion':
    case 'rank':
    case 'relative':
      putMeasure(at, rule, input);
      break;
    case 'shortfall':
      putShortfall(at, rule, input, subject);
      break;
    case 'deadline':
      putDeadline(at, rule, input, subject);
      break;
    case 'formula':
      putFormula(at, rule, input);
      break;
    case 'discretion':
      putDiscretion(at, rule, input, panel, scheme.decimals);
      break;
    default:
      putCounts(at, rule, input);
      break;
  }
}
