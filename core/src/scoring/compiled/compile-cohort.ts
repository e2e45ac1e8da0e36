import type { Scheme } from '../../scheme/index.ts';
import type { Fact, RunSettings, Subject } from '../inputs/index.ts';
import { compileScheme } from './compile.ts';
import { CompiledCohort } from './compiled-cohort.ts';
import { NotCompilable } from './not-compilable.ts';
import { reduceCohort } from './reduce-cohort.ts';

/** A loaded cohort, or why the tracing form must be used instead. */
export type CompiledRun =
  | { readonly ok: true; readonly cohort: CompiledCohort }
  | { readonly ok: false; readonly reason: string };

/** From subjects and facts to a compiled cohort, ready to evaluate. */
export function compileCohort(
  scheme: Scheme,
  subjects: readonly Subject[],
  facts: Iterable<Fact>,
  settings: RunSettings,
): CompiledRun {
  try {
    const { shape, columns } = reduceCohort(scheme, subjects, facts, settings);
    const compilation = compileScheme(scheme, shape);
    return compilation.ok ? { ok: true, cohort: new CompiledCohort(compilation.compiled, columns) } : compilation;
  } catch (error) {
    if (error instanceof NotCompilable) return { ok: false, reason: error.message };
    throw error;
  }
}
