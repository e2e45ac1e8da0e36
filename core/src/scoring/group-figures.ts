import { type Component, comparedItem, type Item, type Rule, type Scheme } from '../scheme/index.ts';
import {
  add,
  compare,
  type Fraction,
  fraction,
  halfUp,
  type Period,
  type Points,
  unitsPerPoint,
  ZERO,
} from '../values/index.ts';
import {
  componentPeriods,
  type RunSettings,
  ruleInput,
  type SchemeIndex,
  type Subject,
  type SubjectRecord,
} from './inputs/index.ts';
import { type CohortValues, valueOfMeasure } from './rules/index.ts';
import { scoreItem } from './score-item.ts';
import type { TreeScene } from './score-tree.ts';

/** A component and one of its periods. */
export interface Where {
  readonly component?: Component;
  readonly period: Period;
}

/** What the group figures need of the run they belong to. */
export interface GroupRun {
  readonly scheme: Scheme;
  readonly index: SchemeIndex;
  readonly subjects: readonly Subject[];
  readonly settings: RunSettings;
  record(subjectId: string): SubjectRecord;
  scene(record: SubjectRecord, where: Where): TreeScene;
}

interface GroupValues {
  readonly bySubject: ReadonlyMap<string, Fraction>;
  /** Greatest first. */
  readonly sorted: readonly Fraction[];
  readonly absent: number;
}

/** Figures of a whole group, each computed once; `checkScheme` has refused cycles between them. */
export class GroupFigures {
  private readonly kept = new Map<string, GroupValues>();
  private readonly means = new Map<string, Points | undefined>();
  private readonly members = new Map<string, Subject[]>();
  private readonly run: GroupRun;

  constructor(run: GroupRun) {
    this.run = run;
    for (const subject of run.subjects) {
      const own = this.members.get(subject.group);
      if (own) own.push(subject);
      else this.members.set(subject.group, [subject]);
    }
  }

  private of(key: string, group: string, own: (record: SubjectRecord) => Fraction | undefined): GroupValues {
    const known = this.kept.get(`${key}\n${group}`);
    if (known) return known;
    const members = this.members.get(group) ?? [];
    const bySubject = new Map<string, Fraction>();
    for (const { id } of members) {
      const value = own(this.run.record(id));
      if (value) bySubject.set(id, value);
    }
    const sorted = [...bySubject.values()].sort((a, b) => compare(b, a));
    const values = { bySubject, sorted, absent: members.length - bySubject.size };
    this.kept.set(`${key}\n${group}`, values);
    return values;
  }

  /** The same period as each subject has it: a body set up in May is not asked about January. */
  private ownWhere(record: SubjectRecord, where: Where): Where | undefined {
    const { component } = where;
    if (!component) return where;
    const periods = componentPeriods(this.run.scheme, component, record.subject);
    const period = periods.find((p) => p.label === where.period.label);
    return period && { component, period };
  }

  private itemPoints(item: Item, where: Where): (record: SubjectRecord) => Fraction | undefined {
    const above = this.run.index.ancestors.get(item.id) ?? [];
    return (record) => {
      const own = this.ownWhere(record, where);
      if (!own || record.decisions.some((f) => above.includes(f.target))) return undefined;
      const scene = this.run.scene(record, own);
      const { node } = scoreItem(scene.asked.item(item), scene);
      return node.points === null ? undefined : fraction(node.points, unitsPerPoint(this.run.scheme.decimals));
    };
  }

  private measure(rule: Rule, where: Where): (record: SubjectRecord) => Fraction | undefined {
    return (record) => {
      const place = { record, component: where.component?.id ?? '', period: where.period };
      const { measured } = ruleInput(this.run.scheme, rule, place, this.run.settings);
      return measured === undefined || typeof measured === 'string' ? undefined : valueOfMeasure(measured);
    };
  }

  /** The values that a cohort rule compares, the subject's own among them. */
  values(rule: Rule, subject: Subject, where: Where): CohortValues {
    const named = comparedItem(rule);
    const other = named === undefined ? undefined : this.run.index.items.get(named)?.item;
    const key = `${rule.id}\n${where.component?.id}\n${where.period.label}`;
    const own = other ? this.itemPoints(other, where) : this.measure(rule, where);
    const { bySubject, sorted, absent } = this.of(key, subject.group, own);
    const value = bySubject.get(subject.id);
    return { ...(value && { own: value }), sorted, absent };
  }

  /** The mean score of an item over the group, half-up; `undefined` where nobody has one. */
  mean(item: Item, group: string, where: Where): Points | undefined {
    const key = `mean ${item.id}\n${where.component?.id}\n${where.period.label}\n${group}`;
    if (!this.means.has(key)) this.means.set(key, this.meanOf(key, item, group, where));
    return this.means.get(key);
  }

  private meanOf(key: string, item: Item, group: string, where: Where): Points | undefined {
    const { sorted } = this.of(key, group, this.itemPoints(item, where));
    if (sorted.length === 0) return undefined;
    const sum = sorted.reduce(add, ZERO);
    const scaled = fraction(sum.n * BigInt(unitsPerPoint(this.run.scheme.decimals)), sum.d * BigInt(sorted.length));
    return Number(halfUp(scaled));
  }
}
