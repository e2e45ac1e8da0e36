import { join } from 'node:path';
import type { Scheme } from '@zhunsheng/core/scheme';
import { checkFacts, type Fact, type RunSettings, type Subject } from '@zhunsheng/core/scoring';
import { type Diagnostic, NO_HOLIDAYS } from '@zhunsheng/core/values';
import { importFigures } from '../bundle/import-figures.ts';
import type { ImportedFigure } from '../bundle/manifest.ts';
import { FACT_COLUMNS } from '../record/fact-columns.ts';
import { FactLog } from '../record/fact-log.ts';
import { placeRecord } from '../record/place-record.ts';
import { type KnownNames, readFacts } from '../record/read-facts.ts';
import { readSubjects, type SubjectsReading } from '../record/read-subjects.ts';
import { RecordPlaces } from '../record/record-places.ts';
import { SUBJECT_COLUMNS } from '../record/subject-columns.ts';
import { reading } from '../unreadable.ts';
import { placeDiagnostics } from '../yaml/locate.ts';
import { type AssessmentReading, NO_ASSESSMENT, readAssessment } from './assessment.ts';
import { fileChunks, filesIn, isFile, isFolder, readWhole } from './files.ts';
import { isTableFile, openTables } from './open-tables.ts';
import { readScheme } from './read-scheme.ts';

/** Everything a scoring run stands on, read from one folder, with all that was found wrong on the way. */
export interface FolderReading {
  readonly path: string;
  /** Absent when the scheme has an error. */
  readonly scheme?: Scheme;
  /** The text of scheme.yaml as it lies in the folder. */
  readonly schemeBytes: Uint8Array;
  readonly subjects: readonly Subject[];
  readonly facts: readonly Fact[];
  readonly settings: RunSettings;
  /** Figures taken over from lower levels; their facts are among `facts`. */
  readonly imported: readonly ImportedFigure[];
  readonly diagnostics: readonly Diagnostic[];
}

export const SCHEME_FILE = 'scheme.yaml';
const ASSESSMENT_FILE = 'assessment.yaml';

const missingFile = (file: string, hint: string): Diagnostic => ({
  code: 'documents.no-file',
  severity: 'error',
  message: `没有找到 ${file}。`,
  place: { file },
  hint,
});

/** Reads a scheme file from disk. */
export function readSchemeFile(path: string, file: string = path): { scheme?: Scheme; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const bytes = reading(file, diagnostics, () => readWhole(path));
  return bytes ? readScheme(bytes, file) : { diagnostics };
}

const NO_READING = { assessment: NO_ASSESSMENT, locate: () => ({ file: ASSESSMENT_FILE }) };

function readAssessmentFile(folder: string): AssessmentReading {
  if (!isFile(join(folder, ASSESSMENT_FILE))) return { ...NO_READING, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const bytes = reading(ASSESSMENT_FILE, diagnostics, () => readWhole(join(folder, ASSESSMENT_FILE)));
  return bytes ? readAssessment(bytes, ASSESSMENT_FILE) : { ...NO_READING, diagnostics };
}

const tableBytes = (path: string) => ({ chunks: fileChunks(path), whole: () => readWhole(path) });

const NO_SUBJECTS: SubjectsReading = { subjects: [], diagnostics: [], places: new RecordPlaces() };

function readRoster(folder: string, files: readonly string[], scheme: Scheme | undefined): SubjectsReading {
  const rosters = files.filter((file) => isTableFile(file) && /^subjects\.[^.]+$/.test(file));
  const [file, second] = rosters;
  if (file === undefined) {
    const hint = '请放入名册，可以是 subjects.csv、subjects.xlsx 或 subjects.json。';
    return { ...NO_SUBJECTS, diagnostics: [missingFile('subjects.csv', hint)] };
  }
  const diagnostics: Diagnostic[] = [];
  if (second !== undefined) {
    const message = `名册有几份：${rosters.join('、')}。`;
    const hint = '请只保留一份。';
    diagnostics.push({ code: 'documents.two-rosters', severity: 'error', message, place: { file: second }, hint });
  }
  const groups = new Map((scheme?.groups ?? []).map((group) => [group.title, group.id]));
  const result = reading(file, diagnostics, () => {
    const tables = openTables(file, tableBytes(join(folder, file)), SUBJECT_COLUMNS, false, diagnostics);
    return readSubjects(tables, file, groups);
  });
  return { ...(result ?? NO_SUBJECTS), diagnostics: [...diagnostics, ...(result?.diagnostics ?? [])] };
}

/** Subjects by id and by name, a name only where one subject bears it. */
function knownNames(subjects: readonly Subject[], scheme: Scheme | undefined): KnownNames {
  const byName = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, name } of subjects) {
    if (byName.has(name)) shared.add(name);
    byName.set(name, id);
  }
  for (const name of shared) byName.delete(name);
  for (const { id } of subjects) byName.set(id, id);
  return { subjects: byName, components: new Map((scheme?.components ?? []).map((c) => [c.title, c.id])) };
}

const factFiles = (folder: string, files: readonly string[]): string[] => {
  const below = isFolder(join(folder, 'facts')) ? filesIn(join(folder, 'facts')).map((name) => `facts/${name}`) : [];
  return [...files.filter((file) => /^facts\.[^.]+$/.test(file)), ...below];
};

function readFactFile(folder: string, file: string, names: KnownNames, log: FactLog): Diagnostic[] {
  if (!isTableFile(file)) {
    const hint = '评分记录可以是 .csv、.xlsx、.json 或 .jsonl；不需要读入的文件请移出 facts 文件夹。';
    return [{ code: 'documents.unknown-file', severity: 'error', message: '不认识这种文件。', place: { file }, hint }];
  }
  const diagnostics: Diagnostic[] = [];
  const found = reading(file, diagnostics, () => {
    const tables = openTables(file, tableBytes(join(folder, file)), FACT_COLUMNS, true, diagnostics);
    return readFacts(tables, file, names, log);
  });
  return [...diagnostics, ...(found ?? [])];
}

const EMPTY = new Uint8Array();

function emptyReading(path: string, diagnostics: Diagnostic[]): FolderReading {
  const settings: RunSettings = { asOf: '', holidays: NO_HOLIDAYS };
  return { path, schemeBytes: EMPTY, subjects: [], facts: [], settings, imported: [], diagnostics };
}

/**
 * Reads the folder of an assessment: scheme.yaml, assessment.yaml, subjects.*, facts.* and facts/*.
 *
 * Everything that is wrong is told at once, each with file, line or cell; nothing is written and nothing thrown for
 * what a person wrote.
 */
export function readFolder(path: string): FolderReading {
  if (!isFolder(path)) {
    const hint = '请给出放有 scheme.yaml 的文件夹。';
    return emptyReading(path, [{ ...missingFile(path, hint), message: `没有“${path}”这个文件夹。` }]);
  }
  const files = filesIn(path);
  const diagnostics: Diagnostic[] = [];
  const schemeBytes = reading(SCHEME_FILE, diagnostics, () => readWhole(join(path, SCHEME_FILE)));
  const schemeReading = schemeBytes ? readScheme(schemeBytes, SCHEME_FILE) : { diagnostics: [] };
  const scheme = 'scheme' in schemeReading ? schemeReading.scheme : undefined;
  const { assessment, diagnostics: settled, locate } = readAssessmentFile(path);
  const roster = readRoster(path, files, scheme);
  const log = new FactLog();
  const names = knownNames(roster.subjects, scheme);
  diagnostics.push(...schemeReading.diagnostics, ...settled, ...roster.diagnostics);
  for (const file of factFiles(path, files)) diagnostics.push(...readFactFile(path, file, names, log));
  const imported = importFigures(assessment.imports, (file) => readWhole(join(path, file)), ASSESSMENT_FILE);
  diagnostics.push(...placeDiagnostics(imported.diagnostics, locate));
  const facts = [...log.facts, ...imported.facts];
  if (scheme) {
    const found = checkFacts(scheme, roster.subjects, facts, log.unread);
    diagnostics.push(...found.map((d) => placeRecord(d, log.places, roster.places)));
  }
  const asOf = assessment.asOf ?? scheme?.period.to ?? '';
  const settings: RunSettings = { asOf, holidays: assessment.holidays };
  const whole = {
    path,
    schemeBytes: schemeBytes ?? EMPTY,
    subjects: roster.subjects,
    facts,
    settings,
    imported: imported.figures,
    diagnostics,
  };
  return scheme ? { ...whole, scheme } : whole;
}
