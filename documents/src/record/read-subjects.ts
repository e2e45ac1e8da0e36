import type { Subject } from '@zhunsheng/core/scoring';
import type { CalendarDate, Diagnostic, Fraction } from '@zhunsheng/core/values';
import { readDate, readList, readNumber } from '../table/cells.ts';
import type { EntryTable } from '../table/entries.ts';
import { unknownHeading } from '../table/headings.ts';
import type { TableRow } from '../table/table.ts';
import { Complaints } from './complaints.ts';
import { RecordPlaces } from './record-places.ts';
import { SUBJECT_COLUMNS } from './subject-columns.ts';

export interface SubjectsReading {
  readonly subjects: readonly Subject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where each subject was read, by id. */
  readonly places: RecordPlaces;
}

type SubjectKey = (typeof SUBJECT_COLUMNS)[number]['key'];

interface RowReader {
  readonly row: TableRow;
  readonly complaints: Complaints;
  readonly columns: ReadonlyMap<string, number>;
}

const cellText = (reader: RowReader, key: SubjectKey): string => {
  const column = reader.columns.get(key);
  return column === undefined ? '' : (reader.row.cells[column] ?? '').trim();
};

function required(reader: RowReader, key: SubjectKey): string | undefined {
  const text = cellText(reader, key);
  if (text !== '') return text;
  const column = reader.columns.get(key);
  const spec = SUBJECT_COLUMNS.find((s) => s.key === key);
  if (column !== undefined && spec && !reader.row.problems?.has(column))
    reader.complaints.empty(reader.row, column, spec.title);
  return undefined;
}

function optionalDate(reader: RowReader, key: SubjectKey): CalendarDate | undefined {
  const text = cellText(reader, key);
  return text === '' ? undefined : reader.complaints.take(reader.row, reader.columns.get(key)!, readDate(text));
}

/** 等级变更: `2024-07-01 中心镇;2024-10-01 重点乡镇`, from which day on which class. */
function classHistory(reader: RowReader): NonNullable<Subject['classHistory']> {
  const column = reader.columns.get('classHistory');
  const entries =
    column === undefined ? [] : (reader.row.lists?.get(column) ?? readList(cellText(reader, 'classHistory')));
  const history = entries.flatMap((entry) => {
    const [day = '', name = ''] = entry.split(/[\s:\uFF1A]+/);
    const from = reader.complaints.take(reader.row, column!, readDate(day));
    if (from !== undefined && name === '') {
      const hint = '请写成“2024-07-01 中心镇”，几次变更用分号隔开。';
      reader.complaints.add('documents.wrong-cell', reader.row, column, `“${entry}”没有写明等级。`, hint);
    }
    return from !== undefined && name !== '' ? [{ class: name, from }] : [];
  });
  return history.sort((a, b) => (a.from < b.from ? -1 : 1));
}

function attributes(reader: RowReader, others: ReadonlyMap<string, number>): Record<string, Fraction> {
  const values: [string, Fraction][] = [];
  for (const [heading, column] of others) {
    const text = (reader.row.cells[column] ?? '').trim();
    if (text === '') continue;
    const value = reader.complaints.take(reader.row, column, readNumber(text, false));
    if (value) values.push([heading, value]);
  }
  return Object.fromEntries(values);
}

function readSubject(reader: RowReader, others: ReadonlyMap<string, number>, groups: ReadonlyMap<string, string>) {
  const [id, name, group] = [required(reader, 'id'), required(reader, 'name'), required(reader, 'group')];
  const [from, to] = [optionalDate(reader, 'from'), optionalDate(reader, 'to')];
  const history = classHistory(reader);
  const figures = attributes(reader, others);
  if (from !== undefined && to !== undefined && to < from) {
    const column = reader.columns.get('to');
    reader.complaints.add('documents.wrong-cell', reader.row, column, '结束日期早于开始日期。', '请核对两个日期。');
  }
  if (id === undefined || name === undefined || group === undefined) return undefined;
  const subjectClass = cellText(reader, 'class');
  const body = cellText(reader, 'body');
  const subject: Subject = {
    id,
    name,
    group: groups.get(group) ?? group,
    ...(subjectClass !== '' && { class: subjectClass }),
    ...(history.length > 0 && { classHistory: history }),
    ...(Object.keys(figures).length > 0 && { attributes: figures }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(body !== '' && { body }),
  };
  return subject;
}

/** A further column in which no cell is a number is a heading misspelt, not an attribute. */
function misspelt(table: EntryTable): Map<string, number> {
  const open = new Map(table.others);
  for (const row of table.rows()) {
    for (const [heading, column] of open) {
      const text = (row.cells[column] ?? '').trim();
      if (text !== '' && 'value' in readNumber(text, false)) open.delete(heading);
    }
    if (open.size === 0) break;
  }
  return open;
}

/**
 * Reads the roster out of its tables. A group may be named by id or title (`groups` maps title to id).
 *
 * All problems at once; a row with a problem in a required cell gives no subject.
 */
export function readSubjects(
  tables: readonly EntryTable[],
  file: string,
  groups: ReadonlyMap<string, string> = new Map(),
): SubjectsReading {
  const subjects: Subject[] = [];
  const diagnostics: Diagnostic[] = [];
  const places = new RecordPlaces();
  for (const table of tables) {
    const complaints = new Complaints(table);
    const wrongHeadings = misspelt(table);
    for (const [heading, column] of wrongHeadings) {
      diagnostics.push(unknownHeading(heading, SUBJECT_COLUMNS, table.headingPlace(column)));
    }
    const others = new Map([...table.others].filter(([heading]) => !wrongHeadings.has(heading)));
    for (const row of table.rows()) {
      complaints.addCellProblems(row, [...table.columns.values(), ...others.values()]);
      const subject = readSubject({ row, complaints, columns: table.columns }, others, groups);
      if (!subject) continue;
      if (places.add(subject.id, table, row)) subjects.push(subject);
      else {
        const hint = `编号须各不相同；它在${places.describe(subject.id)}已经出现。`;
        complaints.add('documents.duplicate-id', row, table.columns.get('id'), `编号“${subject.id}”重复。`, hint);
      }
    }
    diagnostics.push(...complaints.all(file));
  }
  return { subjects, diagnostics, places };
}
