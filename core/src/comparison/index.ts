/**
 * Comparison of scheme versions: what a new version changes in words, and what it would have done to known results. Stands on
 * scheme and rule-text; knows nothing of scoring, whose results it is given.
 */
export { type Change, DIRECTION_WORDS, type Direction } from './change.ts';
export { compareResults, type Outcome, type OutcomeChange } from './compare-results.ts';
export { compareSchemes } from './compare-schemes.ts';
