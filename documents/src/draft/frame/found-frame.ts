import type { SchemeDocument, WrittenRule } from '@zhunsheng/core/scheme';
import type { SourceParagraph, SourcePlace } from '../../source-document/index.ts';

export interface FoundGroup {
  readonly title: string;
  readonly subjects: 'organization' | 'person';
}

export interface FoundComponent {
  readonly title: string;
  readonly weight: number;
}

type Grading = NonNullable<SchemeDocument['grading']>[number];
export type FoundBand = NonNullable<Grading['bands']>[number];
export type FoundQuota = NonNullable<Grading['quota']>;
export type FoundCalendar = NonNullable<SchemeDocument['calendar']>;

/** What the prose says of the whole assessment, before ids are given. */
export interface FoundFrame {
  title: string | undefined;
  year: number | undefined;
  authority: string | undefined;
  basis: string[];
  groups: FoundGroup[];
  components: FoundComponent[];
  bands: FoundBand[];
  judged: { grade: string; text?: string }[];
  quota: FoundQuota | undefined;
  gate: { min: number; above?: boolean; text: string } | undefined;
  calendar: FoundCalendar;
  /** 总分 as the prose states it. */
  total: number | undefined;
  /** Sentences that hold for the whole assessment: bonus, penalty, veto, caps. */
  sentences: string[];
  rules: WrittenRule[];
  /** 考核方式、程序、时间 in the words of the document. */
  procedure: string[];
  rectify: string[];
}

export const emptyFrame = (): FoundFrame => ({
  title: undefined,
  year: undefined,
  authority: undefined,
  basis: [],
  groups: [],
  components: [],
  bands: [],
  judged: [],
  quota: undefined,
  gate: undefined,
  calendar: {},
  total: undefined,
  sentences: [],
  rules: [],
  procedure: [],
  rectify: [],
});

/** A sentence of the prose with its place. */
export interface Sentence {
  readonly text: string;
  readonly place: SourcePlace;
}

/** One numbered section of the prose, with the lines below it. */
export interface Section {
  readonly heading: string;
  readonly place: SourcePlace;
  readonly lines: readonly SourceParagraph[];
}
