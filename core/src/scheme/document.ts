import { z } from 'zod';
import { PERIODS } from '../values/index.ts';
import { notNegative, positive, wholeNumber } from './figure.ts';
import { appliesTo, writtenRule } from './rules/index.ts';

/** 不涉及: how the marks of what a body does not do are treated. */
const notApplicable = z.strictObject({
  method: z.enum(['proportional', 'equal', 'full', 'groupMean']).optional(),
  within: z.enum(['parent', 'component', 'total']).optional(),
  /** The words that allow it (没有该项工作的按缺项处理). */
  when: z.string().optional(),
});

const rules = z.array(writtenRule);

const part = z.strictObject({
  id: z.string().optional(),
  title: z.string(),
  points: positive,
  rules: rules.optional(),
});

const item = z.strictObject({
  id: z.string().optional(),
  title: z.string(),
  /** Full marks; 0 or absent for an item that only carries bonus, penalty or veto. */
  points: notNegative.optional(),
  /** 评分标准: the sentence itself. */
  text: z.string().optional(),
  rules: rules.optional(),
  parts: z.array(part).optional(),
  evidence: z.array(z.string()).optional(),
  assessor: z.string().optional(),
  method: z.string().optional(),
  appliesTo: appliesTo.optional(),
  notApplicable: notApplicable.optional(),
  /** 保底分; `none` lets deductions go below zero (扣分不封顶). */
  floor: z.union([notNegative, z.literal('none')]).optional(),
  note: z.string().optional(),
  /** 出处: where it stands in the document that it was drafted from, such as `表1第2行第3列`. */
  source: z.string().optional(),
  /** Why a person must still confirm this item (marks or words that were not found); to confirm it is to delete this line. */
  unsure: z.string().optional(),
});
export type WrittenItem = z.infer<typeof item>;

export interface WrittenIndicator {
  id?: string | undefined;
  title: string;
  points?: number | undefined;
  notApplicable?: z.infer<typeof notApplicable> | undefined;
  appliesTo?: z.infer<typeof appliesTo> | undefined;
  note?: string | undefined;
  source?: string | undefined;
  indicators?: WrittenIndicator[] | undefined;
  items?: WrittenItem[] | undefined;
}

const indicator: z.ZodType<WrittenIndicator> = z.lazy(() =>
  z.strictObject({
    id: z.string().optional(),
    title: z.string(),
    points: notNegative.optional(),
    notApplicable: notApplicable.optional(),
    appliesTo: appliesTo.optional(),
    note: z.string().optional(),
    source: z.string().optional(),
    indicators: z.array(indicator).optional(),
    items: z.array(item).optional(),
  }),
);

const panel = z.strictObject({
  of: z.enum(['item', 'component']),
  method: z.enum(['mean', 'trimmedMean', 'median', 'consensus']),
  /** How many highest and how many lowest marks a trimmed mean drops. */
  trim: wholeNumber.optional(),
  /** From how many marks on it drops them (default 2 × trim + 1). */
  trimFrom: wholeNumber.optional(),
  minMarks: wholeNumber.optional(),
});

const component = z.strictObject({
  id: z.string(),
  title: z.string(),
  weight: notNegative,
  /** Full marks of a component that is judged as a whole (`panel.of: component`), default 100. */
  points: positive.optional(),
  panel: panel.optional(),
  periods: z
    .strictObject({
      unit: z.enum(PERIODS),
      combine: z.enum(['mean', 'sum', 'last']),
      absent: z.enum(['missing', 'skip', 'zero']).optional(),
    })
    .optional(),
  /** `selfScore`: the bodies' own marks are what counts. */
  source: z.literal('selfScore').optional(),
});

const group = z.strictObject({
  id: z.string(),
  title: z.string(),
  subjects: z.enum(['organization', 'person']).optional(),
  classes: z.array(z.string()).optional(),
});

const sheet = z.strictObject({
  id: z.string().optional(),
  title: z.string().optional(),
  for: z.strictObject({ groups: z.array(z.string()).min(1), components: z.array(z.string()).min(1) }),
  points: positive.optional(),
  notApplicable: notApplicable.optional(),
  indicators: z.array(indicator).min(1),
});

const rounding = z.enum(['floor', 'halfUp', 'ceil']);

const band = z.strictObject({
  grade: z.string(),
  min: notNegative.optional(),
  max: notNegative.optional(),
  text: z.string().optional(),
});

const quota = z.strictObject({
  grade: z.string(),
  percent: positive.optional(),
  count: wholeNumber.optional(),
  /** `group`: of each group of this entry; `all`: one pool of every subject of this entry. */
  of: z.enum(['group', 'all']),
  rounding: rounding.optional(),
  /** Who shares the edge of the quota: all stand, or all fall (default), so that it is never exceeded. */
  edge: z.enum(['fall', 'stand']).optional(),
  /** The grade of those who fall; default the next band. */
  else: z.string().optional(),
  text: z.string().optional(),
});

const grading = z.strictObject({
  for: z.strictObject({ groups: z.array(z.string()).min(1) }),
  bands: z.array(band).optional(),
  judged: z
    .strictObject({ grades: z.array(z.strictObject({ grade: z.string(), text: z.string().optional() })).min(2) })
    .optional(),
  quota: quota.optional(),
  ties: z
    .strictObject({
      /** Compared one after the other: `total`, `beforeBonus`, `bonus`, or a component's id. */
      keys: z.array(z.string()).min(1),
      /** What is still equal shares a rank, or is listed for a decision (`decision`). */
      share: z.enum(['rank', 'decision']).optional(),
    })
    .optional(),
  /** 不完整: a subject with missing figures is not ranked (default), or ranked behind all others. */
  incomplete: z.enum(['unranked', 'last']).optional(),
});

const selection = z.strictObject({
  id: z.string(),
  title: z.string(),
  groups: z.array(z.string()).optional(),
  of: z.enum(['group', 'all']),
  count: wholeNumber.optional(),
  percent: positive.optional(),
  rounding: rounding.optional(),
  edge: z.enum(['fall', 'stand']).optional(),
  /** Only from these grades. */
  grades: z.array(z.string()).optional(),
  /** `nominees`: persons whom the bodies nominate, taken in the order of their bodies. */
  choose: z.enum(['subjects', 'nominees']).optional(),
});

const monthDay = z.string();

/** A scheme as written: one YAML document. Its JSON Schema stands in `docs/scheme.schema.json`. */
export const schemeDocument = z.strictObject({
  title: z.string(),
  id: z.string().optional(),
  version: wholeNumber.optional(),
  year: wholeNumber.refine((n) => n >= 1900 && n <= 2200, { message: 'year' }),
  authority: z.string().optional(),
  basis: z.array(z.string()).optional(),
  note: z.string().optional(),
  scale: positive.optional(),
  decimals: wholeNumber.refine((n) => n <= 4, { message: 'decimals' }).optional(),
  /** The assessed period; what happened outside it is listed and scores nothing. Default: the year. */
  period: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  components: z.array(component).min(1),
  groups: z.array(group).min(1),
  sheets: z.array(sheet),
  /** Rules of the whole assessment: bonus, penalty, veto, cap. */
  rules: rules.optional(),
  text: z.string().optional(),
  /** 高于80分才可加分: on the total before bonus. */
  gate: z.strictObject({ min: notNegative, above: z.boolean().optional(), text: z.string().optional() }).optional(),
  noDouble: z.enum(['assessment', 'component', 'item', 'off']).optional(),
  notApplicable: notApplicable.optional(),
  grading: z.array(grading).optional(),
  calendar: z
    .strictObject({
      selfAssessmentDue: monthDay.optional(),
      yearEnd: z.strictObject({ from: monthDay, to: monthDay }).optional(),
      windows: z.array(z.strictObject({ id: z.string(), title: z.string(), from: monthDay, to: monthDay })).optional(),
    })
    .optional(),
  results: z
    .strictObject({
      /** Subjects with one of these grades owe a rectification plan. */
      rectify: z.array(z.string()).optional(),
      selections: z.array(selection).optional(),
    })
    .optional(),
  /** Findings of `check` that the office accepts, with its reason. */
  accepted: z
    .array(z.strictObject({ code: z.string(), at: z.string().optional(), reason: z.string().min(1) }))
    .optional(),
});
export type SchemeDocument = z.infer<typeof schemeDocument>;
