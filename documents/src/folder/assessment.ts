import type { RunSettings } from '@zhunsheng/core/scoring';
import { type CalendarDate, type Diagnostic, NO_HOLIDAYS, type Place } from '@zhunsheng/core/values';
import { readDate } from '../table/cells.ts';
import type { Locate } from '../yaml/locate.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { isRecord, type Report, reportUnknownKeys } from '../yaml/shape.ts';
import { type BundleImport, readImports } from './imports.ts';

/** assessment.yaml: what a run stands on beside scheme, roster and facts. */
export interface Assessment {
  /** 计算截止日; absent: the end of the assessed period. */
  readonly asOf?: CalendarDate;
  readonly holidays: RunSettings['holidays'];
  readonly imports: readonly BundleImport[];
  /** What an earlier run imported, kept in bundles as a record; not imported again. */
  readonly imported: readonly unknown[];
}

export interface AssessmentReading {
  readonly assessment: Assessment;
  readonly diagnostics: readonly Diagnostic[];
  /** The line of a path in the file. */
  readonly locate: Locate;
}

export const NO_ASSESSMENT: Assessment = { holidays: NO_HOLIDAYS, imports: [], imported: [] };

const KEYS = ['asOf', 'holidays', 'imports', 'imported', 'note', 'title'];
const HOLIDAY_KEYS = ['holidays', 'workdays'];

function readDay(value: unknown, path: (string | number)[], report: Report): CalendarDate | undefined {
  const reading = readDate(typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  if ('value' in reading) return reading.value;
  report(path, 'documents.wrong-value', reading.message, '请写成 2024-12-31。');
  return undefined;
}

function readDays(value: unknown, path: (string | number)[], report: Report): Set<CalendarDate> {
  if (value === undefined || value === null) return new Set();
  if (!Array.isArray(value)) {
    report(path, 'documents.wrong-value', '此处应为日期的列表。', '请写成 [2024-10-01, 2024-10-02]。');
    return new Set();
  }
  return new Set(value.map((day, at) => readDay(day, [...path, at], report)).filter((day) => day !== undefined));
}

function readHolidays(value: unknown, report: Report): RunSettings['holidays'] {
  if (value === undefined || value === null) return NO_HOLIDAYS;
  if (!isRecord(value)) {
    report(
      ['holidays'],
      'documents.wrong-value',
      '此处应为 holidays 与 workdays 两个列表。',
      '例如 holidays: [2024-10-01]。',
    );
    return NO_HOLIDAYS;
  }
  reportUnknownKeys(value, HOLIDAY_KEYS, ['holidays'], report);
  return {
    holidays: readDays(value.holidays, ['holidays', 'holidays'], report),
    workdays: readDays(value.workdays, ['holidays', 'workdays'], report),
  };
}

/** Reads assessment.yaml from text or bytes; all problems at once, each with line and column. */
export function readAssessment(source: string | Uint8Array, file: string): AssessmentReading {
  const { value, diagnostics: broken, locate } = readYaml(source, file);
  const diagnostics = [...broken];
  const report: Report = (path, code, message, hint) => {
    const place: Place = locate(path);
    diagnostics.push({ code, severity: 'error', message, place, hint });
  };
  if (value === undefined || value === null) return { assessment: NO_ASSESSMENT, diagnostics, locate };
  if (!isRecord(value)) {
    report([], 'documents.wrong-value', '文件应为若干“键: 值”。', '例如 asOf: 2024-12-31。');
    return { assessment: NO_ASSESSMENT, diagnostics, locate };
  }
  reportUnknownKeys(value, KEYS, [], report);
  const asOf = value.asOf === undefined ? undefined : readDay(value.asOf, ['asOf'], report);
  const assessment: Assessment = {
    ...(asOf !== undefined && { asOf }),
    holidays: readHolidays(value.holidays, report),
    imports: readImports(value.imports, report),
    imported: Array.isArray(value.imported) ? value.imported : [],
  };
  return { assessment, diagnostics, locate };
}
