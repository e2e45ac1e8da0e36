import {
  applies,
  type Component,
  type Formula,
  type Item,
  isJudged,
  itemsOf,
  type Rule,
  rulesOf,
  type Scheme,
  type Sheet,
  sheetFor,
} from '@zhunsheng/core/scheme';
import { componentPeriods, type FactType, type Subject } from '@zhunsheng/core/scoring';
import { type Period, wholePeriodsWithin } from '@zhunsheng/core/values';

/** One row of the facts template: what is to be filled in for a subject, and the words that say so. */
export interface TemplateRow {
  readonly type: FactType;
  readonly subject: Subject;
  readonly target: string;
  readonly component: string;
  readonly period: string;
  readonly name: string;
  /** 评分标准 and what to fill in, for the remarks column. */
  readonly clause: string;
  readonly ask: string;
}

/** The names of the measured values that a formula uses. */
function namesIn(formula: Formula): string[] {
  if (formula.op === 'number') return [];
  if (formula.op === 'name') return formula.name === '分值' ? [] : [formula.name];
  return [...namesIn(formula.left), ...namesIn(formula.right)];
}

interface Ask {
  readonly type: FactType;
  readonly ask: string;
  readonly names?: readonly string[];
  readonly periods?: readonly string[];
}

/** What a rule cannot be scored without; `undefined` for rules that only findings or other items feed. */
function askOf(rule: Rule, within: Period): Ask | undefined {
  switch (rule.kind) {
    case 'deadline':
      return { type: 'completion', ask: '完成日期；未完成的只填记录人' };
    case 'discretion':
      return { type: 'mark', ask: '数值（分）、记录人' };
    case 'shortfall': {
      const periods = wholePeriodsWithin(rule.period, within.from, within.to).map((p) => p.label);
      return { type: 'measure', ask: '数量（实际次数）', periods };
    }
    case 'formula':
      return { type: 'measure', ask: '数值', names: [...new Set(namesIn(rule.expression))] };
    case 'rank':
    case 'relative':
      return rule.item === undefined ? { type: 'measure', ask: '数值，或分子与分母' } : undefined;
    case 'tiers':
    case 'ratioStep':
    case 'proportion':
      return { type: 'measure', ask: '数值，或分子与分母' };
    default:
      return undefined;
  }
}

interface Scene {
  readonly subject: Subject;
  readonly component: string;
  readonly period: Period;
}

function ruleRows(rule: Rule, scene: Scene): TemplateRow[] {
  const { subject, component, period } = scene;
  const wanted = applies(rule.appliesTo, subject.group, subject.class) ? askOf(rule, period) : undefined;
  if (!wanted) return [];
  const { type, ask, names = [''], periods = [period.label] } = wanted;
  const clause = rule.clause.text;
  return periods.flatMap((label) =>
    names.map((name) => ({ type, subject, target: rule.id, component, period: label, name, clause, ask })),
  );
}

const itemRows = (item: Item, scene: Scene): TemplateRow[] =>
  applies(item.appliesTo, scene.subject.group, scene.subject.class)
    ? rulesOf(item).flatMap((rule) => ruleRows(rule, scene))
    : [];

function sheetRows(sheet: Sheet, scene: Scene): TemplateRow[] {
  const { subject, component, period } = scene;
  const examination: TemplateRow = {
    type: 'examination',
    subject,
    target: sheet.id,
    component,
    period: period.label,
    name: '',
    clause: sheet.title,
    ask: '发现日期（查核日期）、记录人（查核人）',
  };
  return [examination, ...itemsOf(sheet).flatMap((item) => itemRows(item, scene))];
}

function componentRows(scheme: Scheme, component: Component, subject: Subject): TemplateRow[] {
  const { id, title } = component;
  if (isJudged(component)) {
    const ask = '数值（分）、记录人（评议人）；每人一行';
    return [{ type: 'mark', subject, target: id, component: id, period: '', name: '', clause: title, ask }];
  }
  const sheet = sheetFor(scheme, subject.group, id);
  if (!sheet) return [];
  const periods = componentPeriods(scheme, component, subject);
  if (component.source === 'selfScore') {
    const ask = '数值（自评分）';
    return itemsOf(sheet).map(({ id: target, text }) => ({
      type: 'selfScore',
      subject,
      target,
      component: id,
      period: '',
      name: '',
      clause: text,
      ask,
    }));
  }
  return periods.flatMap((period) => sheetRows(sheet, { subject, component: id, period }));
}

/** Every record that the scheme waits for, subject by subject in the order of its sheets. */
export function templateRows(scheme: Scheme, subjects: readonly Subject[]): TemplateRow[] {
  return subjects.flatMap((subject) => [
    ...scheme.components.flatMap((component) => componentRows(scheme, component, subject)),
    ...scheme.rules.flatMap((rule) =>
      ruleRows(rule, { subject, component: '', period: { label: '', ...scheme.period } }),
    ),
  ]);
}
