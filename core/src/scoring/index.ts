/**
 * Scoring: a scheme and the facts of a year become score sheets. Inputs are reduced first, rules are computed one kind
 * a file, items, indicators and components add up, and every node keeps how it was reached. Grading stands on it.
 */
export { checkFacts, type UnreadFact } from './check-facts.ts';
export { type Cohort, scoreCohort } from './cohort.ts';
export { explainNode, explainSheet, findNode, nothingFound } from './explain.ts';
export * from './inputs/index.ts';
export type { CohortValues, Input, RuleContext, RuleResult } from './rules/index.ts';
export * from './score-sheet.ts';
