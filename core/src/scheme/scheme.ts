import type { CalendarDate, Fraction, PeriodUnit, Points } from '../values/index.ts';
import type { SchemeDocument } from './document.ts';
import type { AppliesTo, Rule } from './rules/index.ts';

/** A path of keys into the document, so that every part of a scheme knows where it was written. */
export type DocumentPath = readonly (string | number)[];

/** 不涉及: the method for marks that do not apply, after inheritance from the scheme down. */
export interface NotApplicableMethod {
  readonly method: 'proportional' | 'equal' | 'full' | 'groupMean';
  readonly within: 'parent' | 'component' | 'total';
}

/** A sub-requirement of an item with marks of its own. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly full: Points;
  readonly rules: readonly Rule[];
  readonly path: DocumentPath;
}

/** 指标 (leaf): full marks and the rules that say how they are lost or won. */
export interface Item {
  readonly type: 'item';
  readonly id: string;
  readonly title: string;
  readonly full: Points;
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly parts: readonly Part[];
  readonly evidence: readonly string[];
  readonly assessor?: string;
  readonly appliesTo?: AppliesTo;
  readonly notApplicable: NotApplicableMethod;
  /** Points below which the item does not fall; `none` lets it go negative. */
  readonly floor: Points | 'none';
  readonly path: DocumentPath;
}

/** 指标 (branch). */
export interface Indicator {
  readonly type: 'indicator';
  readonly id: string;
  readonly title: string;
  readonly full: Points;
  readonly appliesTo?: AppliesTo;
  readonly notApplicable: NotApplicableMethod;
  readonly children: readonly (Indicator | Item)[];
  readonly path: DocumentPath;
}

/** 评分表: the indicator tree used for some groups in some components. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly string[];
  readonly components: readonly string[];
  readonly full: Points;
  readonly notApplicable: NotApplicableMethod;
  readonly children: readonly (Indicator | Item)[];
  readonly path: DocumentPath;
}

export interface Panel {
  readonly of: 'item' | 'component';
  readonly method: 'mean' | 'trimmedMean' | 'median' | 'consensus';
  readonly trim: number;
  readonly trimFrom: number;
  readonly minMarks: number;
}

/** 考核方式: a weighted part of the total. */
export interface Component {
  readonly id: string;
  readonly title: string;
  /** Of 100; exact. */
  readonly weight: Fraction;
  /** Full marks where the component is judged as a whole. */
  readonly judgedFull: Points;
  readonly panel?: Panel;
  readonly periods?: {
    readonly unit: PeriodUnit;
    readonly combine: 'mean' | 'sum' | 'last';
    readonly absent: 'missing' | 'skip' | 'zero';
  };
  readonly source: 'findings' | 'selfScore';
  readonly path: DocumentPath;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly subjects: 'organization' | 'person';
  readonly classes: readonly string[];
  readonly path: DocumentPath;
}

export interface Band {
  readonly grade: string;
  readonly min?: Points;
  readonly max?: Points;
  readonly text: string;
}

export type Rounding = 'floor' | 'halfUp' | 'ceil';

export interface Quota {
  readonly grade: string;
  readonly percent?: Fraction;
  readonly count?: number;
  readonly of: 'group' | 'all';
  readonly rounding: Rounding;
  readonly edge: 'fall' | 'stand';
  readonly else?: string;
  readonly text: string;
}

export interface Grading {
  readonly groups: readonly string[];
  /** Best first. */
  readonly bands: readonly Band[];
  /** Grades that are judged, best first, instead of read off the total. */
  readonly judged?: readonly { readonly grade: string; readonly text: string }[];
  readonly quota?: Quota;
  readonly ties: { readonly keys: readonly string[]; readonly share: 'rank' | 'decision' };
  readonly incomplete: 'unranked' | 'last';
  readonly path: DocumentPath;
}

export interface Selection {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly string[];
  readonly of: 'group' | 'all';
  readonly count?: number;
  readonly percent?: Fraction;
  readonly rounding: Rounding;
  readonly edge: 'fall' | 'stand';
  readonly grades?: readonly string[];
  readonly choose: 'subjects' | 'nominees';
  readonly path: DocumentPath;
}

/** 考核方案: a scheme with exact figures, ready to check and to score with. */
export interface Scheme {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly year: number;
  /** Full marks of the total, in sub-units. */
  readonly scale: Points;
  readonly decimals: number;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly components: readonly Component[];
  readonly groups: readonly Group[];
  readonly sheets: readonly Sheet[];
  /** Rules of the whole assessment, outside every sheet. */
  readonly rules: readonly Rule[];
  readonly gate?: { readonly min: Points; readonly above: boolean; readonly text: string };
  readonly noDouble: 'assessment' | 'component' | 'item' | 'off';
  readonly grading: readonly Grading[];
  readonly rectify: readonly string[];
  readonly selections: readonly Selection[];
  readonly document: SchemeDocument;
}
