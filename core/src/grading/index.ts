/**
 * Grading: score sheets become ranks within groups, grades by band or judgement, quotas, vetoes, selections and the
 * list of those who are to rectify, each with its reason. The last step before papers.
 */
export { gradeCohort } from './grade-cohort.ts';
export { type Placed, placeSheets } from './order.ts';
export { type Places, placesOf } from './places.ts';
export type { Chosen, GradingResult, QuotaResult, SelectionResult, SubjectResult } from './results.ts';
