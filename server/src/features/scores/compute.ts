import type { ResultsDocument } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { filesOf, markOf } from '../assessments/index.ts';
import { computeInThread, sheetInThread, whenLost } from './score-thread.ts';
import type { SheetView } from './score-worker.ts';

/** Everything that follows from an assessment's record. */
export interface Computation {
  readonly results: ResultsDocument;
  sheet(subjectId: string): Promise<SheetView>;
}

/** The thread keeps twice as many, so that whoever still holds one of these finds its sheets there. */
const KEPT = 8;
const KEPT_SHEETS = 200;
/** A pure function of what its mark names, so that keeping it can never show anything old. */
const kept = new Map<string, Promise<Computation>>();
whenLost(() => kept.clear());

/** Keeps what is being made; the oldest goes when there are too many, and what failed, so that it is tried again. */
function keep<T>(entries: Map<string, Promise<T>>, key: string, made: Promise<T>, most: number): Promise<T> {
  entries.set(key, made);
  for (const old of [...entries.keys()].slice(0, Math.max(0, entries.size - most))) entries.delete(old);
  made.catch(() => {
    if (entries.get(key) === made) entries.delete(key);
  });
  return made;
}

async function compute(db: Db, assessmentId: string, mark: string): Promise<Computation> {
  const results = await computeInThread(mark, await filesOf(db, assessmentId));
  const sheets = new Map<string, Promise<SheetView>>();
  return {
    results,
    sheet: (subjectId) => sheets.get(subjectId) ?? keep(sheets, subjectId, sheetInThread(mark, subjectId), KEPT_SHEETS),
  };
}

/**
 * The scores of an assessment, computed by the core in a thread of its own, because the first time takes a second or more
 * in which everybody else would wait. The last few are kept; who asks at the same time shares one computation.
 */
export async function computeScores(db: Db, assessmentId: string): Promise<Computation> {
  const mark = await markOf(db, assessmentId);
  return kept.get(mark) ?? keep(kept, mark, compute(db, assessmentId, mark), KEPT);
}
