import { fileURLToPath } from 'node:url';
import { gradeCohort } from '@zhunsheng/core/grading';
import { scoreCohort } from '@zhunsheng/core/scoring';
import { buildResults, type FolderReading, type ResultsDocument, readFolder, writeBundle } from '@zhunsheng/documents';

const COUNTY = fileURLToPath(new URL('../../../examples/n1-county', import.meta.url));

export interface County {
  readonly folder: FolderReading;
  readonly results: ResultsDocument;
  /** As a county would hand it in. */
  readonly bundle: Buffer;
}

/** The made-up county of the examples with its year, its results and its bundle. */
export function readCounty(): County {
  const folder = readFolder(COUNTY);
  const { scheme, subjects, facts, settings } = folder;
  if (!scheme) throw new Error(`no scheme in ${COUNTY}`);
  const cohort = scoreCohort(scheme, subjects, facts, settings);
  const sheets = cohort.sheets();
  const results = buildResults(cohort, gradeCohort(cohort, sheets), sheets);
  return { folder, results, bundle: Buffer.from(writeBundle({ ...folder, results })) };
}
