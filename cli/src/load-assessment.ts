import { type Cohort, type ScoreSheet, scoreCohort } from '@zhunsheng/core/scoring';
import { hasErrors } from '@zhunsheng/core/values';
import { type FolderReading, readFolder } from '@zhunsheng/documents';
import { answer, type Invocation } from './command.ts';
import { printDiagnostic, summarise } from './terminal/print-diagnostics.ts';
import { openProgress } from './terminal/progress.ts';

export interface LoadedAssessment {
  readonly folder: FolderReading;
  readonly cohort: Cohort;
}

/** Errors stop a computation; everything else is for `check` to say. */
function reportErrors(command: string, folder: FolderReading, { output, options }: Invocation): void {
  const errors = folder.diagnostics.filter((d) => d.severity === 'error' && d.accepted === undefined);
  if (options.json) {
    output.json(answer(command, false, folder.diagnostics));
    return;
  }
  for (const line of errors.flatMap(printDiagnostic)) output.err(line);
  output.err(`${summarise(errors)}，没有计算。改正后重试；全部提示见 zhunsheng check ${folder.path}`);
}

/** Reads a folder and prepares its cohort; `undefined` after the errors that stand in the way were printed. */
export function loadAssessment(command: string, invocation: Invocation): LoadedAssessment | undefined {
  const folder = readFolder(invocation.positionals[0]!);
  if (!folder.scheme || hasErrors(folder.diagnostics)) {
    reportErrors(command, folder, invocation);
    return undefined;
  }
  return { folder, cohort: scoreCohort(folder.scheme, folder.subjects, folder.facts, folder.settings) };
}

/** Every score sheet of a cohort, with progress. */
export function traceSheets(cohort: Cohort): ScoreSheet[] {
  const progress = openProgress();
  const sheets = cohort.subjects.map((subject, done) => {
    progress.update('计分', done, cohort.subjects.length);
    return cohort.sheet(subject.id);
  });
  progress.finish();
  return sheets;
}

/** How many warnings and hints `check` would show; errors have been dealt with. */
export function remindOfCheck(folder: FolderReading, { output, options }: Invocation): void {
  const open = folder.diagnostics.filter((d) => d.accepted === undefined);
  if (options.json || open.length === 0) return;
  output.err(`另有${summarise(open)}，见 zhunsheng check ${folder.path}`);
}
