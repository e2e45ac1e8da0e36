/**
 * The compiled form (编译形式): totals, ranks and grades of many subjects at once. A scheme is lowered to integer
 * expressions with proved ranges, what the data never need is folded away, and the rest is written as straight-line code
 * over typed arrays. It always agrees with the tracing form, which explains one subject; where widths cannot be proved
 * it says so and the caller traces. Stands beside the tracing form on the scheme and the reduced inputs.
 */

export { type CohortShape, type Compilation, type CompiledScheme, compileScheme } from './compile.ts';
export { type CompiledRun, compileCohort } from './compile-cohort.ts';
export { type CohortColumns, type CohortResults, CompiledCohort } from './compiled-cohort.ts';
export { UNGRADED } from './lowering/grade.ts';
export { NO_TOTAL } from './program.ts';
export { type ReducedCohort, reduceCohort } from './reduce-cohort.ts';
export { type SlotField, type SlotRange, type SlotRanges, slotKey } from './slots.ts';
