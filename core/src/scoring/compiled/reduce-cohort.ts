import {
  type Component,
  figureFor,
  formulaNames,
  type Item,
  isJudged,
  itemsOf,
  type Panel,
  type Rule,
  rulesOf,
  type Scheme,
  type Sheet,
  sheetFor,
} from '../../scheme/index.ts';
import { compare, type Fraction, fraction, halfUp, multiply, type Period, unitsPerPoint } from '../../values/index.ts';
import { examinationOf, type Standing, standingOf } from '../examination.ts';
import {
  buildRecord,
  componentPeriods,
  type Fact,
  factsAt,
  findingStatus,
  type InputPlace,
  indexScheme,
  type Mark,
  type RuleInput,
  type RunSettings,
  requiredCount,
  ruleInput,
  type SchemeIndex,
  type Subject,
  type SubjectRecord,
} from '../inputs/index.ts';
import { panelFigure, sumOfMarks } from '../panel.ts';
import { ColumnStore } from './column-store.ts';
import type { CohortShape } from './compile.ts';
import type { CohortColumns } from './compiled-cohort.ts';
import { panelShape } from './lowering/judged.ts';
import { type SlotField, slotKey } from './slots.ts';

/** Present all the time: asks for every period of a component. */
const NOBODY: Subject = { id: '', name: '', group: '' };

/** A cohort as the compiler and the loader need it. */
export interface ReducedCohort {
  readonly shape: CohortShape;
  readonly columns: CohortColumns;
}

interface At {
  readonly store: ColumnStore;
  readonly subject: number;
  readonly component: string;
  readonly period: string;
}

const put = (at: At, target: string, field: SlotField, value: number, nothing = 0): void =>
  at.store.set(slotKey(at.component, at.period, target, field), at.subject, value, nothing);

const putDecimal = (at: At, target: string, field: SlotField, value: Fraction): void =>
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
function putMarks(at: At, target: string, marks: readonly Mark[], panel: Panel | undefined, decimals: number): void {
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

interface Scene {
  readonly scheme: Scheme;
  readonly settings: RunSettings;
  readonly place: InputPlace;
  readonly panel: Panel | undefined;
}

function putRule(at: At, rule: Rule, { scheme, settings, place, panel }: Scene): void {
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

const aboveOf = (index: SchemeIndex, item: Item): string[] => [...(index.ancestors.get(item.id) ?? [])].reverse();

/** A sheet in one component and period: who looked, what does not apply, and every rule's input. */
function putSheet(at: At, sheet: Sheet, scene: Scene, index: SchemeIndex, standing: Standing): void {
  for (const target of standing.decisions.keys()) put(at, target, 'notApplicable', 1);
  for (const item of itemsOf(sheet)) {
    if (examinationOf(standing, aboveOf(index, item)) !== undefined) put(at, item.id, 'examined', 1);
    for (const rule of rulesOf(item)) putRule(at, rule, scene);
  }
}

/** 自评分 that count: present, whole in the sub-unit, within the item's marks. */
function putSelfScores(at: At, sheet: Sheet, record: SubjectRecord, period: string, decimals: number): void {
  for (const item of itemsOf(sheet)) {
    const fact = factsAt(record, at.component, period, item.id)
      .filter((f) => f.type === 'selfScore' && f.value !== undefined)
      .at(-1);
    const scaled = fact?.value && multiply(fact.value, fraction(unitsPerPoint(decimals)));
    if (scaled?.d !== 1n || scaled.n < 0n || scaled.n > BigInt(item.full)) continue;
    put(at, item.id, 'figure', Number(scaled.n));
    put(at, item.id, 'absent', 0, 1);
  }
}

interface Run {
  readonly scheme: Scheme;
  readonly index: SchemeIndex;
  readonly settings: RunSettings;
  readonly store: ColumnStore;
}

function putComponent(component: Component, record: SubjectRecord, subject: number, run: Run): void {
  const { scheme, settings, store, index } = run;
  const at = (period: string): At => ({ store, subject, component: component.id, period });
  if (isJudged(component)) {
    const marks = factsAt(record, component.id, '', component.id)
      .filter((f) => f.type === 'mark' && f.value !== undefined)
      .map((fact) => ({ fact, by: fact.by ?? '', points: fact.value! }));
    putMarks(at(''), component.id, marks, component.panel, scheme.decimals);
    return;
  }
  const sheet = sheetFor(scheme, record.subject.group, component.id);
  if (!sheet) return;
  const periods = componentPeriods(scheme, component, record.subject);
  if (component.source === 'selfScore') {
    putSelfScores(at(''), sheet, record, periods[0]?.label ?? '', scheme.decimals);
    return;
  }
  for (const period of periods) if (component.periods) put(at(period.label), component.id, 'present', 1);
  // a figure of the group takes every value on record, those of a period in which its subject was not present included
  for (const period of component.periods ? componentPeriods(scheme, component, NOBODY) : periods) {
    const place = { record, component: component.id, period };
    const standing = standingOf(index, record, component.id, period.label);
    putSheet(at(period.label), sheet, { scheme, settings, place, panel: component.panel }, index, standing);
  }
}

/** Which items a subject is exempt from anywhere: they do not enter the group's figures. */
function putExemptions(record: SubjectRecord, subject: number, { index, store }: Run): void {
  const targets = new Set(record.decisions.map((f) => f.target));
  if (targets.size === 0) return;
  for (const [id, ancestors] of index.ancestors) {
    if (ancestors.some((above) => targets.has(above)))
      put({ store, subject, component: '', period: '' }, id, 'exempt', 1);
  }
}

function putSubject(record: SubjectRecord, subject: number, run: Run): void {
  const { scheme, settings, store } = run;
  for (const component of scheme.components) putComponent(component, record, subject, run);
  const whole: Period = { label: '', from: scheme.period.from, to: scheme.period.to };
  const at: At = { store, subject, component: '', period: '' };
  const scene = { scheme, settings, place: { record, component: '', period: whole }, panel: undefined };
  for (const rule of scheme.rules) putRule(at, rule, scene);
  for (const [name, value] of Object.entries(record.subject.attributes ?? {})) putDecimal(at, name, 'heads', value);
  putExemptions(record, subject, run);
}

/** What a decimal is where nothing was recorded: an absent mark, otherwise 0. */
const nothingOf = (key: string): number => (/\nmark\d+$/.test(key) ? -1 : 0);

/** Components with periods: a period that nobody was present in must not count as everybody's. */
function declarePresence(scheme: Scheme, store: ColumnStore, subjects: number): void {
  for (const component of scheme.components) {
    if (!component.periods) continue;
    const labels = componentPeriods(scheme, component, NOBODY).map((p) => p.label);
    for (const label of labels) {
      const key = slotKey(component.id, label, component.id, 'present');
      if (store.column(key) === undefined && subjects > 0) store.set(key, 0, 0);
    }
  }
}

/**
 * Reduces subjects and facts to columns: the same reduction that the tracing form uses (withdrawn, out of period, not
 * repeated, lateness, joined measures), so that both forms stand on one ground.
 */
export function reduceCohort(
  scheme: Scheme,
  subjects: readonly Subject[],
  facts: Iterable<Fact>,
  settings: RunSettings,
): ReducedCohort {
  const index = indexScheme(scheme);
  const store = new ColumnStore(subjects.length);
  const bySubject = new Map<string, Fact[]>(subjects.map((s) => [s.id, []]));
  for (const fact of facts) bySubject.get(fact.subject)?.push(fact);
  const run = { scheme, index, settings, store };
  subjects.forEach((subject, i) => {
    const status = (live: readonly Fact[]) => findingStatus(index, subject, live);
    putSubject(buildRecord(index, subject, bySubject.get(subject.id) ?? [], status), i, run);
  });
  store.finish(nothingOf);
  declarePresence(scheme, store, subjects.length);
  const classes = [...new Set(subjects.map((s) => s.class))];
  const groups = scheme.groups.map((g) => g.id);
  return {
    shape: { subjects: subjects.length, classes: classes.length > 0 ? classes : [undefined], ranges: store.ranges() },
    columns: {
      n: subjects.length,
      groupOf: subjects.map((s) => groups.indexOf(s.group)),
      classOf: subjects.map((s) => classes.indexOf(s.class)),
      column: (key) => store.column(key),
    },
  };
}
