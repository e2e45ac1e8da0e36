import type { Diagnostic } from '@zhunsheng/core/values';
import type { SourcePlace } from '../source-document/index.ts';

/** What a piece of the source became. */
export type ReadKind =
  | 'title'
  | 'year'
  | 'authority'
  | 'basis'
  | 'group'
  | 'component'
  | 'sheet'
  | 'indicator'
  | 'item'
  | 'rule'
  | 'band'
  | 'judgedGrade'
  | 'quota'
  | 'gate'
  | 'calendar'
  | 'total'
  | 'procedure';

/** The kinds in a clerk's words, in the order of a report. */
export const READ_KINDS: Record<ReadKind, string> = {
  title: '名称',
  year: '年度',
  authority: '考核机关',
  basis: '依据',
  group: '分组',
  component: '考核方式',
  calendar: '日期',
  band: '分数线',
  judgedGrade: '等次',
  quota: '名额',
  gate: '加分门槛',
  rule: '全表规则',
  procedure: '程序',
  sheet: '评分表',
  indicator: '指标',
  item: '考核内容',
  total: '合计',
};

export interface ReadEntry {
  readonly what: ReadKind;
  readonly text: string;
  /** The place as a clerk looks for it, such as `第3段` or `表1第2行第3列`. */
  readonly place: string;
}

/** What the document does not say and the draft had to put in. */
export interface Assumption {
  readonly text: string;
  readonly reason: string;
}

export interface LeftOut {
  readonly text: string;
  readonly reason: string;
  readonly place: string;
}

/** 起草说明: what was read from where, what is uncertain, what was assumed, what was left out and why. */
export interface DraftReport {
  readonly read: readonly ReadEntry[];
  readonly uncertain: readonly Diagnostic[];
  readonly assumed: readonly Assumption[];
  readonly leftOut: readonly LeftOut[];
}

/** The frame first; what stands in tables keeps the order of the source. */
function orderOf(what: ReadKind): number {
  const kinds = Object.keys(READ_KINDS);
  return Math.min(kinds.indexOf(what), kinds.indexOf('indicator'));
}

/** Gathers the report while a draft is made, and knows which pieces of the source are accounted for. */
export class ReportBuilder {
  readonly file: string;
  readonly read: ReadEntry[] = [];
  readonly uncertain: Diagnostic[] = [];
  readonly assumed: Assumption[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #accounted = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  took(what: ReadKind, text: string, place: SourcePlace): void {
    this.read.push({ what, text, place: place.label });
    this.account(place);
  }

  /** What was read from a place stands elsewhere after all; the place stays accounted for. */
  forget(place: SourcePlace): void {
    const at = this.read.findIndex((entry) => entry.what === 'item' && entry.place === place.label);
    if (at >= 0) this.read.splice(at, 1);
  }

  account(place: SourcePlace): void {
    this.#accounted.add(place.label);
  }

  accounted(place: SourcePlace): boolean {
    return this.#accounted.has(place.label);
  }

  /** Something that a person must look at; `code` follows `draft.`. */
  doubt(code: string, message: string, place: SourcePlace | undefined, hint: string): void {
    this.uncertain.push({
      code: `draft.${code}`,
      severity: 'warning',
      message,
      place: placeOf(this.file, place),
      hint,
    });
  }

  assume(text: string, reason: string): void {
    this.assumed.push({ text, reason });
  }

  leave(text: string, reason: string, place: SourcePlace): void {
    this.leftOut.push({ text, reason, place: place.label });
    this.account(place);
  }

  finish(): DraftReport {
    const { uncertain, assumed, leftOut } = this;
    const read = [...this.read].sort((a, b) => orderOf(a.what) - orderOf(b.what));
    return { read, uncertain, assumed, leftOut };
  }
}

function placeOf(file: string, place: SourcePlace | undefined): Diagnostic['place'] {
  if (!place) return { file };
  return place.line !== undefined && place.column === undefined
    ? { file, line: place.line }
    : { file, cell: place.label };
}
