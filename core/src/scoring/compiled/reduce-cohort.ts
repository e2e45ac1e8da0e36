import {
  type Component,
  type Item,
  isJudged,
  itemsOf,
  rulesOf,
  type Scheme,
  type Sheet,
  sheetFor,
} from '../../scheme/index.ts';
import { fraction, multiply, type Period, unitsPerPoint } from '../../values/index.ts';
import { examinationOf, type Standing, standingOf } from '../examination.ts';
import {
  buildRecord,
  componentPeriods,
  type Fact,
  factsAt,
  findingStatus,
  indexScheme,
  type RunSettings,
  type SchemeIndex,
  type Subject,
  type SubjectRecord,
} from '../inputs/index.ts';
import { ColumnStore } from './column-store.ts';
import type { CohortShape } from './compile.ts';
import type { CohortColumns } from './compiled-cohort.ts';
import { type At, put, putDecimal, putMarks, putRule, type RuleSurroundings } from './reduce-rule.ts';
import { slotKey } from './slots.ts';

/** Present all the time: asks for every period of a component. */
const NOBODY: Subject = { id: '', name: '', group: '' };

/** A cohort as the compiler and the loader need it. */
export interface ReducedCohort {
  readonly shape: CohortShape;
  readonly columns: CohortColumns;
}

const aboveOf = (index: SchemeIndex, item: Item): string[] => [...(index.ancestors.get(item.id) ?? [])].reverse();

/** A sheet in one component and period: who looked, what does not apply, and every rule's input. */
function putSheet(at: At, sheet: Sheet, scene: RuleSurroundings, index: SchemeIndex, standing: Standing): void {
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
