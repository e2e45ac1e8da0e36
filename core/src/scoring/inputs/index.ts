/**
 * Inputs: from the entries on the record to what each rule needs. Withdrawn entries are gone, findings outside the
 * period and repeated matters are told apart, dates have become lateness. Both engines stand on this one reduction.
 */
export * from './facts.ts';
export { findingStatus } from './finding-status.ts';
export { classOn, type Lateness } from './lateness.ts';
export * from './record.ts';
export * from './rule-input.ts';
