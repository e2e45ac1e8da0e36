import {
  type Component,
  type Indicator,
  type Item,
  itemsOf,
  type Rule,
  rulesOf,
  type Scheme,
  type Sheet,
} from '../../scheme/index.ts';
import { type Period, periodOfLabel, wholePeriodsWithin } from '../../values/index.ts';
import type { Fact, Subject } from './facts.ts';

/** Where a rule stands: its item and sheet, or neither for a rule of the whole assessment. */
export interface RulePlace {
  readonly rule: Rule;
  readonly item?: Item;
  readonly sheet?: Sheet;
  /** Reading order, which breaks ties between findings of one matter. */
  readonly order: number;
}

/** Everything of a scheme that facts can name, found by id. */
export interface SchemeIndex {
  readonly scheme: Scheme;
  readonly rules: ReadonlyMap<string, RulePlace>;
  readonly items: ReadonlyMap<string, { readonly item: Item; readonly sheet: Sheet }>;
  /** Ids of the indicators and the sheet above an item, and the item's own. */
  readonly ancestors: ReadonlyMap<string, readonly string[]>;
  readonly indicators: ReadonlySet<string>;
  /** The sheet in which a rule, item or indicator stands, or the sheet itself. */
  readonly sheets: ReadonlyMap<string, Sheet>;
  readonly components: ReadonlyMap<string, Component>;
}

/** Builds the index once for a scheme; ids must be unique, which `checkScheme` makes sure of. */
export function indexScheme(scheme: Scheme): SchemeIndex {
  const rules = new Map<string, RulePlace>();
  const items = new Map<string, { item: Item; sheet: Sheet }>();
  const ancestors = new Map<string, readonly string[]>();
  const indicators = new Set<string>();
  const sheets = new Map<string, Sheet>();
  let order = 0;
  const walk = (node: Indicator | Item, sheet: Sheet, above: readonly string[]): void => {
    const own = [...above, node.id];
    sheets.set(node.id, sheet);
    if (node.type === 'item') {
      items.set(node.id, { item: node, sheet });
      ancestors.set(node.id, own);
      for (const rule of rulesOf(node)) {
        rules.set(rule.id, { rule, item: node, sheet, order: order++ });
        sheets.set(rule.id, sheet);
      }
      return;
    }
    indicators.add(node.id);
    for (const child of node.children) walk(child, sheet, own);
  };
  for (const sheet of scheme.sheets) {
    sheets.set(sheet.id, sheet);
    for (const child of sheet.children) walk(child, sheet, [sheet.id]);
  }
  for (const rule of scheme.rules) rules.set(rule.id, { rule, order: order++ });
  const components = new Map(scheme.components.map((c) => [c.id, c]));
  return { scheme, rules, items, ancestors, indicators, sheets, components };
}

export const itemIdsOf = (sheet: Sheet): string[] => itemsOf(sheet).map((item) => item.id);

/** The sheet that a fact's target stands in; `undefined` for a rule of the whole assessment, a component, `*`. */
export const sheetOfTarget = (index: SchemeIndex, target: string): Sheet | undefined => index.sheets.get(target);

/** The component a fact counts in: the one it names, or the only one of its sheet. */
export function componentOf(index: SchemeIndex, fact: Fact): string | undefined {
  if (fact.component !== undefined) return fact.component;
  if (index.components.has(fact.target)) return fact.target;
  const sheet = sheetOfTarget(index, fact.target);
  return sheet && sheet.components.length === 1 ? sheet.components[0] : undefined;
}

/** The periods of a component in which a subject is assessed; one nameless period where the scheme has none. */
export function componentPeriods(scheme: Scheme, component: Component, subject: Subject): Period[] {
  const from = subject.from !== undefined && subject.from > scheme.period.from ? subject.from : scheme.period.from;
  const to = subject.to !== undefined && subject.to < scheme.period.to ? subject.to : scheme.period.to;
  if (!component.periods) return [{ label: '', from, to }];
  return wholePeriodsWithin(component.periods.unit, from, to);
}

/** The component period that a fact belongs to: by the period or the day it names; `''` where there are none. */
export function periodOf(scheme: Scheme, component: Component | undefined, fact: Fact): string | undefined {
  if (!component?.periods) return '';
  const own = fact.period === undefined ? undefined : periodOfLabel(fact.period);
  const [from, to] = own ? [own.from, own.to] : [fact.occurredOn ?? fact.foundOn, fact.occurredOn ?? fact.foundOn];
  if (from === undefined || to === undefined) return undefined;
  const periods = wholePeriodsWithin(component.periods.unit, scheme.period.from, scheme.period.to);
  return periods.find((p) => p.from <= from && to <= p.to)?.label;
}

/** Why a finding does not count, though it stays on the record. */
export type FindingStatus = 'counted' | 'outOfPeriod' | 'notRepeated';

/** The facts of one subject, withdrawn ones left out, each in its component and period. */
export interface SubjectRecord {
  readonly subject: Subject;
  readonly all: readonly Fact[];
  readonly withdrawn: FactPlaces;
  /** 查核 and 不涉及 entries, which every item asks for. */
  readonly examinations: readonly Fact[];
  readonly decisions: readonly Fact[];
  /** By component, period and target; use `factsAt`. */
  readonly places: FactPlaces;
  readonly status: ReadonlyMap<string, FindingStatus>;
}

/** Entries of one component and period by target, each list in order of date and id. */
export type Entries = ReadonlyMap<string, readonly Fact[]>;
type FactPlaces = ReadonlyMap<string, ReadonlyMap<string, Entries>>;

const NO_FACTS: readonly Fact[] = [];
const NO_ENTRIES: Entries = new Map();
const NOWHERE: FactPlaces = new Map();

/** What is on record for one component and period. */
export const entriesAt = (record: SubjectRecord, component: string, period: string): Entries =>
  record.places.get(component)?.get(period) ?? NO_ENTRIES;

/** The same for entries that were taken back, so that a sheet can still show them where they stood. */
export const withdrawnAt = (record: SubjectRecord, component: string, period: string): Entries =>
  record.withdrawn.get(component)?.get(period) ?? NO_ENTRIES;

/** The facts against one target in one component and period. */
export const factsAt = (record: SubjectRecord, component: string, period: string, target: string): readonly Fact[] =>
  entriesAt(record, component, period).get(target) ?? NO_FACTS;

/** The value of a key, made on first use. */
function at<V>(map: Map<string, V>, key: string, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}

const inOrder = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

const byDateAndId = (a: Fact, b: Fact): number =>
  a.occurredOn === b.occurredOn ? inOrder(a.id, b.id) : inOrder(a.occurredOn ?? '', b.occurredOn ?? '');

/** Facts by component, period and target, each list in the order given. */
function placed(index: SchemeIndex, facts: readonly Fact[]): FactPlaces {
  const places = new Map<string, Map<string, Map<string, Fact[]>>>();
  for (const fact of facts) {
    const component = componentOf(index, fact) ?? '';
    const period = periodOf(index.scheme, index.components.get(component), fact) ?? '';
    const byPeriod = at(places, component, () => new Map<string, Map<string, Fact[]>>());
    const byTarget = at(byPeriod, period, () => new Map<string, Fact[]>());
    at(byTarget, fact.target, (): Fact[] => []).push(fact);
  }
  return places;
}

/** Sorts a subject's facts into its record; the order in which they arrive changes nothing. */
export function buildRecord(
  index: SchemeIndex,
  subject: Subject,
  facts: readonly Fact[],
  statusOf: (live: readonly Fact[]) => ReadonlyMap<string, FindingStatus>,
): SubjectRecord {
  const gone = new Set<string>();
  for (const fact of facts) if (fact.type === 'withdrawal') gone.add(fact.target);
  const live = facts.filter((f) => f.type !== 'withdrawal' && !gone.has(f.id)).sort(byDateAndId);
  const examinations: Fact[] = [];
  const decisions: Fact[] = [];
  for (const fact of live) {
    if (fact.type === 'examination') examinations.push(fact);
    else if (fact.type === 'notApplicable') decisions.push(fact);
  }
  return {
    subject,
    all: live,
    withdrawn: gone.size === 0 ? NOWHERE : placed(index, facts.filter((f) => gone.has(f.id)).sort(byDateAndId)),
    examinations,
    decisions,
    places: placed(index, live),
    status: statusOf(live),
  };
}
