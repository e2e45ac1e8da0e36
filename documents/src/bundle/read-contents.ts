import type { Scheme } from '@zhunsheng/core/scheme';
import { checkFacts, type Fact, type RunSettings, type Subject } from '@zhunsheng/core/scoring';
import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { readAssessment } from '../folder/assessment.ts';
import { openTables } from '../folder/open-tables.ts';
import { readScheme } from '../folder/read-scheme.ts';
import { FACT_COLUMNS } from '../record/fact-columns.ts';
import { FactLog } from '../record/fact-log.ts';
import { readFacts } from '../record/read-facts.ts';
import { readSubjects } from '../record/read-subjects.ts';
import { SUBJECT_COLUMNS } from '../record/subject-columns.ts';
import { BUNDLE_FILES } from './manifest.ts';

/** What a computation stands on, read from the files of a bundle; `contents` is absent where an error stands in the way. */
export interface ContentsReading {
  readonly contents?: {
    readonly scheme: Scheme;
    readonly subjects: readonly Subject[];
    readonly facts: readonly Fact[];
    readonly settings: RunSettings;
  };
  readonly diagnostics: readonly Diagnostic[];
}

type Files = ReadonlyMap<string, Uint8Array>;

function readTables(files: Files, diagnostics: Diagnostic[]): { subjects: readonly Subject[]; log: FactLog } {
  const source = (name: string) => ({ chunks: () => [files.get(name)!], whole: () => files.get(name)! });
  const { subjects: roster, facts } = BUNDLE_FILES;
  const rosterTables = openTables(roster, source(roster), SUBJECT_COLUMNS, false, diagnostics);
  const reading = readSubjects(rosterTables, roster);
  const log = new FactLog();
  const factTables = openTables(facts, source(facts), FACT_COLUMNS, true, diagnostics);
  const names = { subjects: new Map<string, string>(), components: new Map<string, string>() };
  diagnostics.push(...reading.diagnostics, ...readFacts(factTables, facts, names, log));
  return { subjects: reading.subjects, log };
}

/** Reads scheme, settings, roster and facts from files named as those of a bundle. Throws `Unreadable` for broken ones. */
export function readContents(files: Files): ContentsReading {
  const diagnostics: Diagnostic[] = [];
  const { scheme, diagnostics: inScheme } = readScheme(files.get(BUNDLE_FILES.scheme)!, BUNDLE_FILES.scheme);
  const settled = readAssessment(files.get(BUNDLE_FILES.assessment)!, BUNDLE_FILES.assessment);
  diagnostics.push(...inScheme, ...settled.diagnostics);
  const { subjects, log } = readTables(files, diagnostics);
  if (!scheme || hasErrors(diagnostics)) return { diagnostics };
  diagnostics.push(...checkFacts(scheme, subjects, log.facts));
  if (hasErrors(diagnostics)) return { diagnostics };
  const { assessment } = settled;
  const settings: RunSettings = { asOf: assessment.asOf ?? scheme.period.to, holidays: assessment.holidays };
  return { contents: { scheme, subjects, facts: log.facts, settings }, diagnostics };
}
