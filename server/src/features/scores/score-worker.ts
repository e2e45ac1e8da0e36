import { parentPort } from 'node:worker_threads';
import { gradeCohort } from '@zhunsheng/core/grading';
import { type Cohort, explainSheet, scoreCohort } from '@zhunsheng/core/scoring';
import { buildResults, type ResultsDocument, readContents } from '@zhunsheng/documents';
import { nodeView } from './sheet-view.ts';

/** What the server asks of the thread. Answers come in the order of the questions. */
export type Question =
  | { readonly kind: 'compute'; readonly mark: string; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'sheet'; readonly mark: string; readonly subjectId: string };

export interface SheetView {
  readonly root: ReturnType<typeof nodeView>;
  readonly lines: readonly string[];
}

const KEPT = 16;
const cohorts = new Map<string, Cohort>();

function compute(mark: string, files: ReadonlyMap<string, Uint8Array>): ResultsDocument {
  const { contents, diagnostics } = readContents(files);
  if (!contents) throw new Error(`an assessment that cannot be read: ${diagnostics[0]?.code}`);
  const { scheme, subjects, facts, settings } = contents;
  const cohort = scoreCohort(scheme, subjects, facts, settings);
  const sheets = cohort.sheets();
  const results = buildResults(cohort, gradeCohort(cohort, sheets), sheets);
  cohorts.set(mark, cohort);
  for (const old of [...cohorts.keys()].slice(0, Math.max(0, cohorts.size - KEPT))) cohorts.delete(old);
  return results;
}

function viewSheet(mark: string, subjectId: string): SheetView {
  const cohort = cohorts.get(mark);
  if (!cohort) throw new Error('a sheet of scores that were not computed');
  const sheet = cohort.sheet(subjectId);
  return { root: nodeView(sheet.root, sheet.decimals), lines: explainSheet(sheet) };
}

const answer = (question: Question): unknown =>
  question.kind === 'compute' ? compute(question.mark, question.files) : viewSheet(question.mark, question.subjectId);

parentPort?.on('message', (question: Question) => {
  try {
    parentPort?.postMessage({ value: answer(question) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});
