/**
 * Values: what every other part counts with. Exact points and fractions, calendar dates, working days and periods,
 * diagnostics with a place. The first stage of the pipeline; it knows nothing of schemes.
 */
export * from './date.ts';
export * from './diagnostic.ts';
export {
  add,
  compare,
  divide,
  type Fraction,
  floor,
  formatCut,
  formatExact,
  formatScaled,
  fraction,
  fromNumber,
  halfUp,
  maximum,
  minimum,
  multiply,
  negate,
  parseDecimal,
  subtract,
  ZERO,
} from './fraction.ts';
export { nearest } from './nearest.ts';
export * from './period.ts';
export * from './points.ts';
export { competitionRanks } from './ranking.ts';
export * from './term.ts';
