import { gradeCohort } from '@zhunsheng/core/grading';
import { type Cohort, scoreCohort } from '@zhunsheng/core/scoring';
import { buildResults, type ResultsDocument } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { contentsOf, markOf } from '../assessments/index.ts';

/** Everything that follows from an assessment's record. */
export interface Computation {
  readonly cohort: Cohort;
  readonly results: ResultsDocument;
}

const KEPT = 8;
/** A pure function of what its mark names, so that keeping it can never show anything old. */
const kept = new Map<string, Computation>();

/** The scores of an assessment, computed by the core; the last few are kept in memory. */
export async function computeScores(db: Db, assessmentId: string): Promise<Computation> {
  const mark = await markOf(db, assessmentId);
  const known = kept.get(mark);
  if (known) return known;
  const { scheme, subjects, facts, settings } = await contentsOf(db, assessmentId);
  const cohort = scoreCohort(scheme, subjects, facts, settings);
  const sheets = cohort.sheets();
  const computed = { cohort, results: buildResults(cohort, gradeCohort(cohort, sheets), sheets) };
  kept.set(mark, computed);
  for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old);
  return computed;
}
