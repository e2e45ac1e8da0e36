import type { Component, Item, Rule, Scheme } from '../scheme/index.ts';
import {
  add,
  type Fraction,
  fraction,
  halfUp,
  type Period,
  type Points,
  unitsPerPoint,
  ZERO,
} from '../values/index.ts';
import { standingOf } from './examination.ts';
import {
  buildRecord,
  type Fact,
  findingStatus,
  indexScheme,
  type RunSettings,
  ruleInput,
  type SchemeIndex,
  type Subject,
  type SubjectRecord,
} from './inputs/index.ts';
import { type CohortValues, valueOfMeasure } from './rules/index.ts';
import { scoreComponents } from './score-component.ts';
import { scoreItem } from './score-item.ts';
import type { ScoreSheet } from './score-sheet.ts';
import { scoreTotal } from './score-total.ts';
import type { TreeScene } from './score-tree.ts';

/**
 * All subjects of an assessment with their facts. Score sheets are traced on demand; figures that need the whole group
 * (ranks, best values, group means) are computed once and kept.
 */
export interface Cohort {
  readonly scheme: Scheme;
  readonly index: SchemeIndex;
  readonly subjects: readonly Subject[];
  readonly settings: RunSettings;
  record(subjectId: string): SubjectRecord;
  /** 得分单 of one subject, computed when asked for. */
  sheet(subjectId: string): ScoreSheet;
  sheets(): ScoreSheet[];
}

interface Where {
  readonly component?: Component;
  readonly period: Period;
}

/** The group-wide figures, each computed once; `checkScheme` has refused cycles between them. */
class GroupFigures {
  private readonly kept = new Map<string, ReadonlyMap<string, Fraction>>();
  private readonly run: Run;
  constructor(run: Run) {
    this.run = run;
  }

  private of(
    key: string,
    group: string,
    own: (record: SubjectRecord) => Fraction | undefined,
  ): ReadonlyMap<string, Fraction> {
    const known = this.kept.get(`${key}\n${group}`);
    if (known) return known;
    const values = new Map<string, Fraction>();
    for (const subject of this.run.subjects) {
      if (subject.group !== group) continue;
      const value = own(this.run.record(subject.id));
      if (value) values.set(subject.id, value);
    }
    this.kept.set(`${key}\n${group}`, values);
    return values;
  }

  private itemPoints(item: Item, where: Where): (record: SubjectRecord) => Fraction | undefined {
    return (record) => {
      const scene = this.run.scene(record, where);
      const exempt = record.decisions.some((f) => (this.run.index.ancestors.get(item.id) ?? []).includes(f.target));
      if (exempt) return undefined;
      const { node } = scoreItem(item, scene, [...(this.run.index.ancestors.get(item.id) ?? [])].reverse());
      return node.points === null ? undefined : fraction(node.points, unitsPerPoint(this.run.scheme.decimals));
    };
  }

  values(rule: Rule, subject: Subject, where: Where): CohortValues {
    const key = `${rule.id}\n${where.component?.id}\n${where.period.label}`;
    const named = (rule.kind === 'rank' || rule.kind === 'relative') && rule.item !== undefined ? rule.item : undefined;
    const other = named === undefined ? undefined : this.run.index.items.get(named)?.item;
    const measure = (record: SubjectRecord): Fraction | undefined => {
      const place = { record, component: where.component?.id ?? '', period: where.period };
      const { measured } = ruleInput(this.run.scheme, rule, place, this.run.settings);
      return measured === undefined || typeof measured === 'string' ? undefined : valueOfMeasure(measured);
    };
    const all = this.of(key, subject.group, other ? this.itemPoints(other, where) : measure);
    const size = this.run.subjects.filter((s) => s.group === subject.group).length;
    const own = all.get(subject.id);
    return { ...(own && { own }), values: [...all.values()], absent: size - all.size };
  }

  mean(item: Item, group: string, where: Where): Points | undefined {
    const key = `mean ${item.id}\n${where.component?.id}\n${where.period.label}`;
    const all = [...this.of(key, group, this.itemPoints(item, where)).values()];
    if (all.length === 0) return undefined;
    const sum = all.reduce(add, ZERO);
    const scaled = fraction(sum.n * BigInt(unitsPerPoint(this.run.scheme.decimals)), sum.d * BigInt(all.length));
    return Number(halfUp(scaled));
  }
}

class Run implements Cohort {
  readonly index: SchemeIndex;
  readonly scheme: Scheme;
  readonly subjects: readonly Subject[];
  readonly settings: RunSettings;
  private readonly facts = new Map<string, Fact[]>();
  private readonly bySubject: ReadonlyMap<string, Subject>;
  private readonly records = new Map<string, SubjectRecord>();
  private readonly quiet: TreeScene['quiet'] = new Map();
  private readonly groupFigures = new GroupFigures(this);

  constructor(scheme: Scheme, subjects: readonly Subject[], facts: Iterable<Fact>, settings: RunSettings) {
    this.scheme = scheme;
    this.subjects = subjects;
    this.settings = settings;
    this.index = indexScheme(scheme);
    this.bySubject = new Map(subjects.map((s) => [s.id, s]));
    for (const fact of facts) {
      const own = this.facts.get(fact.subject);
      if (own) own.push(fact);
      else this.facts.set(fact.subject, [fact]);
    }
  }

  record(subjectId: string): SubjectRecord {
    const known = this.records.get(subjectId);
    if (known) return known;
    const subject = this.bySubject.get(subjectId);
    if (!subject) throw new Error(`no such subject: ${subjectId}`);
    const record = buildRecord(this.index, subject, this.facts.get(subjectId) ?? [], (live) =>
      findingStatus(this.index, subject, live),
    );
    this.records.set(subjectId, record);
    return record;
  }

  scene(record: SubjectRecord, where: Where): TreeScene {
    return {
      scheme: this.scheme,
      settings: this.settings,
      place: { record, component: where.component?.id ?? '', period: where.period },
      standing: standingOf(this.index, record, where.component?.id ?? '', where.period.label),
      ...(where.component && { component: where.component }),
      quiet: this.quiet,
      cohort: (rule) => this.groupFigures.values(rule, record.subject, where),
      groupMean: (item) => this.groupFigures.mean(item, record.subject.group, where),
    };
  }

  sheet(subjectId: string): ScoreSheet {
    const record = this.record(subjectId);
    const components = scoreComponents(this.scheme, record, (component, period) =>
      this.scene(record, { component, period }),
    );
    const whole = { label: '', from: this.scheme.period.from, to: this.scheme.period.to };
    return scoreTotal(this.scheme, record, components, this.scene(record, { period: whole }));
  }

  sheets(): ScoreSheet[] {
    return this.subjects.map((subject) => this.sheet(subject.id));
  }
}

/**
 * Scores a cohort (考核对象) against a scheme by facts, in the tracing form.
 *
 * A pure function of its arguments: the order of facts changes nothing; an absent figure is `missing`, never zero.
 * Check scheme and facts first (`checkScheme`, `checkFacts`); ids are taken as unique here.
 */
export const scoreCohort = (
  scheme: Scheme,
  subjects: readonly Subject[],
  facts: Iterable<Fact>,
  settings: RunSettings,
): Cohort => new Run(scheme, subjects, facts, settings);
