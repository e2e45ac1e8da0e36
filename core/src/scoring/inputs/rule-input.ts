import { figureFor, type Rule, type Scheme, type Shortfall } from '../../scheme/index.ts';
import {
  add,
  divide,
  type Fraction,
  fraction,
  maximum,
  minimum,
  multiply,
  type Period,
  periodOfLabel,
  wholePeriodsWithin,
  ZERO,
} from '../../values/index.ts';
import type { Fact, RunSettings, Subject } from './facts.ts';
import { type Lateness, lateness } from './lateness.ts';
import { type Entries, entriesAt, type FindingStatus, type SubjectRecord } from './record.ts';

/** A finding as it entered the sum. */
export interface UsedFinding {
  readonly fact: Fact;
  readonly count: number;
  readonly status: FindingStatus;
}

/** 实际次数 of one required period; `actual` absent where nobody entered it. */
export interface PeriodCount {
  readonly period: Period;
  readonly actual?: number;
}

/** One measured value, as a quotient where it was entered as one. */
export interface Measured {
  readonly numerator: Fraction;
  readonly denominator: Fraction;
  /** Whether it was entered as numerator and denominator. */
  readonly quotient: boolean;
}

/** One assessor's figure. */
export interface Mark {
  readonly fact: Fact;
  readonly by: string;
  readonly points: Fraction;
}

/** What the record says on one rule for one subject, component and period: all that an engine needs of the facts. */
export interface RuleInput {
  readonly findings: readonly UsedFinding[];
  /** Counted findings, those marked 加重 apart. */
  readonly count: number;
  readonly aggravated: number;
  readonly measures: readonly Fact[];
  /** The joined measure, or in Chinese why the values cannot be joined. */
  readonly measured?: Measured | string;
  /** Named values of a formula. */
  readonly named: ReadonlyMap<string, Fraction>;
  readonly periods: readonly PeriodCount[];
  readonly completions: readonly Lateness[];
  readonly marks: readonly Mark[];
}

/** The place of an input: who, in which component and which of its periods. */
export interface InputPlace {
  readonly record: SubjectRecord;
  readonly component: string;
  readonly period: Period;
}

const ONE = fraction(1);

const whole = (value: Fraction): Measured => ({ numerator: value, denominator: ONE, quotient: false });

const measuredOf = (fact: Fact): Measured | undefined => {
  if (fact.numerator !== undefined && fact.denominator !== undefined) {
    return { numerator: fact.numerator, denominator: fact.denominator, quotient: true };
  }
  return fact.value === undefined ? undefined : whole(fact.value);
};

/** Pooled quotients add numerators and denominators; plain values join as the rule's `aggregate` says. */
function joinMeasures(rule: Rule, measures: readonly Fact[]): Measured | string | undefined {
  if (measures.length === 0) return undefined;
  if (measures.length === 1) return measuredOf(measures[0]!);
  const values = measures.map(measuredOf).filter((m) => m !== undefined);
  const [first] = values;
  if (values.length <= 1 || !first) return first;
  if (rule.aggregate === 'last') return values.at(-1);
  const pooled = values.every((m) => m.quotient) && (rule.aggregate === undefined || rule.aggregate === 'sum');
  if (pooled) {
    return {
      numerator: values.reduce((sum, m) => add(sum, m.numerator), ZERO),
      denominator: values.reduce((sum, m) => add(sum, m.denominator), ZERO),
      quotient: true,
    };
  }
  if (rule.aggregate === undefined) return `录入了${values.length}个数值，方案没有写明怎样合并（aggregate）`;
  if (values.some((m) => m.denominator.n === 0n)) return '其中一个数值的分母为0，无法合并';
  const plain = values.map((m) =>
    m.quotient ? multiply(divide(m.numerator, m.denominator), fraction(100)) : m.numerator,
  );
  const sum = plain.reduce(add, ZERO);
  if (rule.aggregate === 'sum') return whole(sum);
  if (rule.aggregate === 'mean') return whole(divide(sum, fraction(plain.length)));
  return whole(plain.reduce(rule.aggregate === 'max' ? maximum : minimum));
}

/** Occurrences dated one by one are counted in their periods; a count entered for a period is taken as it is. */
function periodCounts(rule: Shortfall, measures: readonly Fact[], within: Period): PeriodCount[] {
  const required = wholePeriodsWithin(rule.period, within.from, within.to);
  const dated = measures.some((m) => m.period === undefined && m.occurredOn !== undefined);
  return required.map((period) => {
    const own = measures.filter((m) => {
      const label = m.period === undefined ? undefined : periodOfLabel(m.period);
      if (label) return label.from >= period.from && label.to <= period.to;
      if (m.occurredOn === undefined) return required.length === 1;
      return m.occurredOn >= period.from && m.occurredOn <= period.to;
    });
    if (own.length === 0) return dated ? { period, actual: 0 } : { period };
    return { period, actual: own.reduce((sum, m) => sum + (m.count ?? Number(m.value?.n ?? 1n)), 0) };
  });
}

/** Most rules have nothing on record for most subjects. */
const NOTHING: RuleInput = {
  findings: [],
  count: 0,
  aggravated: 0,
  measures: [],
  named: new Map(),
  periods: [],
  completions: [],
  marks: [],
};

/** The facts on record for a rule: its own, and those of the rule whose findings it counts. */
export function factsOf(rule: Rule, entries: Entries): readonly Fact[] {
  const own = entries.get(rule.id) ?? NONE;
  if (rule.kind !== 'zeroItem' || rule.counts === undefined) return own;
  const counted = (entries.get(rule.counts) ?? NONE).filter((f) => f.type === 'finding');
  return counted.length > 0 ? [...own, ...counted] : own;
}

const NONE: readonly never[] = [];
const NO_NAMES: ReadonlyMap<string, Fraction> = new Map();

/** Facts of one type; those of one rule are mostly all of the same. */
function ofType(facts: readonly Fact[], type: Fact['type']): readonly Fact[] {
  let count = 0;
  for (const fact of facts) if (fact.type === type) count++;
  return count === 0 ? NONE : count === facts.length ? facts : facts.filter((f) => f.type === type);
}

const usedFinding = (fact: Fact, { status }: SubjectRecord): UsedFinding => ({
  fact,
  count: fact.count ?? 1,
  status: status.get(fact.id) ?? 'counted',
});

function marksOf(facts: readonly Fact[]): readonly Mark[] {
  const marks: Mark[] = [];
  for (const fact of ofType(facts, 'mark')) {
    if (fact.value !== undefined) marks.push({ fact, by: fact.by ?? '', points: fact.value });
  }
  return marks;
}

function completionsOf(
  facts: readonly Fact[],
  rule: Rule,
  record: SubjectRecord,
  scheme: Scheme,
  settings: RunSettings,
): readonly Lateness[] {
  if (rule.kind !== 'deadline') return NONE;
  const extensions = ofType(facts, 'extension');
  const done = ofType(facts, 'completion');
  return done.map((f) => lateness(rule, f, extensions, record.subject, scheme.year, settings));
}

const namedOf = (measures: readonly Fact[]): ReadonlyMap<string, Fraction> =>
  measures.some((m) => m.name !== undefined)
    ? new Map(measures.flatMap((m) => (m.name !== undefined && m.value ? [[m.name, m.value]] : [])))
    : NO_NAMES;

/** Reduces the record of one rule: what was found, measured, done and judged. Order of entry does not matter. */
export function ruleInput(
  scheme: Scheme,
  rule: Rule,
  place: InputPlace,
  settings: RunSettings,
  facts: readonly Fact[] = factsOf(rule, entriesAt(place.record, place.component, place.period.label)),
): RuleInput {
  if (facts.length === 0) return NOTHING;
  const { record, period } = place;
  const findings = ofType(facts, 'finding').map((fact) => usedFinding(fact, record));
  let count = 0;
  let aggravated = 0;
  for (const finding of findings) {
    if (finding.status !== 'counted') continue;
    if (rule.multiplier?.when !== undefined && finding.fact.aggravated) aggravated += finding.count;
    else count += finding.count;
  }
  const measures = ofType(facts, 'measure');
  const named = namedOf(measures);
  const plain = named.size > 0 ? measures.filter((m) => m.name === undefined) : measures;
  return {
    findings,
    count,
    aggravated,
    measures,
    measured: joinMeasures(rule, plain),
    named,
    periods: rule.kind === 'shortfall' && measures.length > 0 ? periodCounts(rule, measures, period) : NONE,
    completions: completionsOf(facts, rule, record, scheme, settings),
    marks: marksOf(facts),
  };
}

/** The required number of one period for a subject's class. */
export const requiredCount = (rule: Shortfall, subject: Subject): number | undefined =>
  figureFor(rule.required, subject.class);
