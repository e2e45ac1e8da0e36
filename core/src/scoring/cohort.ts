import type { Scheme } from '../scheme/index.ts';
import { Asked } from './asked.ts';
import { standingOf } from './examination.ts';
import { GroupFigures, type Where } from './group-figures.ts';
import {
  buildRecord,
  entriesAt,
  type Fact,
  findingStatus,
  indexScheme,
  type RunSettings,
  type SchemeIndex,
  type Subject,
  type SubjectRecord,
  withdrawnAt,
} from './inputs/index.ts';
import { scoreComponents } from './score-component.ts';
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

class Run implements Cohort {
  readonly index: SchemeIndex;
  readonly scheme: Scheme;
  readonly subjects: readonly Subject[];
  readonly settings: RunSettings;
  private readonly facts = new Map<string, Fact[]>();
  private readonly bySubject: ReadonlyMap<string, Subject>;
  private readonly records = new Map<string, SubjectRecord>();
  private readonly quiet: TreeScene['quiet'] = new Map();
  private readonly asked = new Map<string, Asked>();
  private readonly groupFigures: GroupFigures;

  constructor(scheme: Scheme, subjects: readonly Subject[], facts: Iterable<Fact>, settings: RunSettings) {
    this.scheme = scheme;
    this.subjects = subjects;
    this.settings = settings;
    this.index = indexScheme(scheme);
    this.groupFigures = new GroupFigures(this);
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

  private askedOf({ group, class: own }: Subject): Asked {
    const key = own === undefined ? group : `${group}\n${own}`;
    const asked = this.asked.get(key) ?? new Asked(this.index, { group, ...(own !== undefined && { class: own }) });
    this.asked.set(key, asked);
    return asked;
  }

  scene(record: SubjectRecord, where: Where): TreeScene {
    const component = where.component?.id ?? '';
    const period = where.period.label;
    return {
      scheme: this.scheme,
      settings: this.settings,
      place: { record, component, period: where.period },
      entries: entriesAt(record, component, period),
      withdrawn: withdrawnAt(record, component, period),
      component: where.component,
      standing: standingOf(this.index, record, component, period),
      asked: this.askedOf(record.subject),
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
