/** Which input of a subject a slot holds: the record's key (component, period, target) and one of its reduced figures. */
export const slotKey = (component: string, period: string, target: string, field: SlotField): string =>
  `${component}\n${period}\n${target}\n${field}`;

/**
 * The reduced figures of one rule, item or component, all integers:
 * - `count`, `aggravated`: counted findings, those marked 加重 apart
 * - `entered`, `actual`, `lacking`: whether numbers were entered; what was done (one period) or is lacking (several)
 * - `completed`, `late`, `cases`, `beyond`: completions instead of findings; units late (one completion), or how many
 *   are late beyond grace and by how much in all
 * - `numerator`, `denominator`: a measure as quotient (a plain value v is 100·v ÷ 100, both times the slot's scale)
 * - `value0`, `value1` …: a formula's named values in order; `mark0` …: a panel's marks in sub-units, −1 where absent
 * - `figure`: marks already joined, in sub-units; `given`: whether there are marks
 * - `absent`: 1 where the figure is missing for a reason that the record tells; `heads`: a roster attribute
 * - `examined`, `notApplicable`, `exempt` (anywhere, for cohort figures), `present` (the period)
 * - `place`, `share`, `itemPoints`, `itemAbsent`: computed in a pass before, not loaded
 */
export type SlotField =
  | 'count'
  | 'aggravated'
  | 'entered'
  | 'actual'
  | 'lacking'
  | 'completed'
  | 'late'
  | 'cases'
  | 'beyond'
  | 'numerator'
  | 'denominator'
  | `value${number}`
  | `mark${number}`
  | 'figure'
  | 'given'
  | 'absent'
  | 'heads'
  | 'examined'
  | 'notApplicable'
  | 'exempt'
  | 'present'
  | 'place'
  | 'share'
  | 'itemPoints'
  | 'itemAbsent';

/** What values a slot takes over all subjects, in multiples of 1 ÷ scale. Equal bounds make it a constant. */
export interface SlotRange {
  readonly low: number;
  readonly high: number;
  readonly scale?: number;
}

/** The ranges of every input that occurs; what is not named here has the value that stands for "nothing recorded". */
export type SlotRanges = ReadonlyMap<string, SlotRange>;

/** Where a slot's values lie: in rows with the subject's other inputs, or in a column of its own (cohort values). */
export interface Slot {
  readonly key: string;
  readonly low: number;
  readonly high: number;
  readonly column: boolean;
}
