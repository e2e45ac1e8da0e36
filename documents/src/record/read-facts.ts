import { FACT_TYPES, type Fact, type FactType } from '@zhunsheng/core/scoring';
import { type Diagnostic, nearest } from '@zhunsheng/core/values';
import { plainText } from '../csv/write-csv.ts';
import { type CellValue, readCount, readDate, readList, readNumber, readYesNo } from '../table/cells.ts';
import type { EntryTable } from '../table/entries.ts';
import { unknownHeading } from '../table/headings.ts';
import type { TableRow } from '../table/table.ts';
import { Complaints } from './complaints.ts';
import { FACT_COLUMNS, type FactColumn, type FactColumnKind } from './fact-columns.ts';
import type { FactLog } from './fact-log.ts';

/** Names that a clerk may write instead of ids. */
export interface KnownNames {
  /** Subject id or unique name → id. */
  readonly subjects: ReadonlyMap<string, string>;
  /** Component title → id. */
  readonly components: ReadonlyMap<string, string>;
}

const TYPES = new Map<string, FactType>(
  (Object.entries(FACT_TYPES) as [FactType, string][]).flatMap(([type, title]) => [
    [type, type],
    [title, type],
  ]),
);

function readType(text: string): CellValue<FactType> {
  const type = TYPES.get(text);
  if (type !== undefined) return { value: type };
  const titles = Object.values(FACT_TYPES);
  const guess = nearest(text, titles);
  const hint = guess ? `是否想写“${guess}”？` : `可用的类型：${titles.join('、')}。`;
  return { message: `没有“${text.slice(0, 20)}”这种类型。`, hint };
}

type CellReader = (text: string) => CellValue<unknown>;

/** The same dates and counts stand in thousands of cells; each is read once. */
function remembered(read: CellReader): CellReader {
  const known = new Map<string, CellValue<unknown>>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier) return earlier;
    const value = read(text);
    if (known.size < 10_000) known.set(text, value);
    return value;
  };
}

const cellReaders = (): Record<FactColumnKind, CellReader> => ({
  text: (text) => ({ value: plainText(text) }),
  list: (text) => ({ value: readList(plainText(text)) }),
  count: remembered(readCount),
  number: remembered((text) => readNumber(text, false)),
  percent: remembered((text) => readNumber(text, true)),
  date: remembered(readDate),
  yesNo: remembered(readYesNo),
});

/** 等次评定 is of the whole; every other entry names what it is about. */
const needsTarget = (type: unknown): boolean => type !== 'judgedGrade';

type Present = readonly (readonly [spec: FactColumn, column: number])[];

interface RowContext {
  readonly present: Present;
  readonly complaints: Complaints;
  readonly names: KnownNames;
  readonly readers: Readonly<Record<FactColumnKind, CellReader>>;
}

function readField(spec: FactColumn, column: number, text: string, row: TableRow, context: RowContext): unknown {
  const { complaints, names } = context;
  if (spec.key === 'type') return complaints.take(row, column, readType(text));
  if (spec.key === 'subject') return names.subjects.get(text) ?? text;
  if (spec.key === 'component') return names.components.get(text) ?? text;
  return row.lists?.get(column) ?? complaints.take(row, column, context.readers[spec.kind](text));
}

interface RowReading {
  readonly fields: Record<string, unknown>;
  /** Whether no cell of it gave cause for complaint, so that it is a fact. */
  readonly sound: boolean;
}

/** One row as the fields of a fact, those of its bad cells left out. */
function readRow(row: TableRow, context: RowContext): RowReading {
  const { present, complaints } = context;
  const before = complaints.count;
  const fields: Record<string, unknown> = {};
  if (row.problems)
    complaints.addCellProblems(
      row,
      present.map(([, column]) => column),
    );
  for (const [spec, column] of present) {
    const text = (row.cells[column] ?? '').trim();
    if (text === '') continue;
    fields[spec.key] = readField(spec, column, text, row, context);
  }
  for (const [spec, column] of present) {
    if (!spec.required || fields[spec.key] !== undefined || row.problems?.has(column)) continue;
    if (spec.key === 'target' && !needsTarget(fields.type)) fields.target = '';
    else if ((row.cells[column] ?? '').trim() === '') complaints.empty(row, column, spec.title);
  }
  return { fields, sound: complaints.count === before };
}

/** What a template prepares; a row with nothing beside it was not filled in. */
const PREPARED = new Set(['id', 'type', 'subject', 'target', 'component', 'period', 'name']);
const FROM_TEMPLATE = new Set<unknown>(['measure', 'completion', 'mark', 'examination', 'selfScore']);

const isUnfilled = (fields: Record<string, unknown>): boolean =>
  FROM_TEMPLATE.has(fields.type) && Object.keys(fields).every((key) => PREPARED.has(key));

const unfilledRemark = (count: number, file: string): Diagnostic => ({
  code: 'documents.unfilled-rows',
  severity: 'advice',
  message: `有${count}行只有预先列出的内容，没有填写，没有读入。`,
  place: { file },
  hint: '没有数据的可以不管；未完成的工作请填上记录人或理由。',
});

/** The base name of a file without its ending: `facts/三季度.csv` gives `三季度`. */
const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

function readTable(table: EntryTable, file: string, names: KnownNames, log: FactLog): Diagnostic[] {
  const complaints = new Complaints(table);
  const present: Present = FACT_COLUMNS.flatMap((spec: FactColumn) => {
    const column = table.columns.get(spec.key);
    return column === undefined ? [] : [[spec, column] as const];
  });
  const context: RowContext = { present, complaints, names, readers: cellReaders() };
  const prefix = stem(file);
  let unfilled = 0;
  for (const row of table.rows()) {
    const { fields, sound } = readRow(row, context);
    if (!sound) {
      const id = typeof fields.id === 'string' ? fields.id : `${prefix}:${row.row}`;
      log.addUnread({ ...(fields as Partial<Fact>), id }, table, row);
      continue;
    }
    if (table.byHand && isUnfilled(fields)) {
      unfilled++;
      continue;
    }
    fields.id ??= `${prefix}:${row.row}`;
    const id = fields.id as string;
    if (log.add(fields as unknown as Fact, table, row)) continue;
    const hint = `编号须各不相同；它在${log.places.describe(id)}已经出现。若是同一条记录重复登记，请删去一行。`;
    complaints.add('documents.duplicate-id', row, table.columns.get('id'), `编号“${id}”重复。`, hint);
  }
  return [...complaints.all(file), ...(unfilled > 0 ? [unfilledRemark(unfilled, file)] : [])];
}

/**
 * Reads the entries of the year out of the tables of one file into `log`.
 *
 * All problems at once, each with file, row and cell; a row with a problem gives no fact, but what it names is noted. A
 * fact without 编号 gets one from file and row. An empty cell leaves its field out: missing is missing, never zero.
 */
export function readFacts(tables: readonly EntryTable[], file: string, names: KnownNames, log: FactLog): Diagnostic[] {
  return tables.flatMap((table) => {
    const headings = [...table.others].map(([heading, column]) =>
      unknownHeading(heading, FACT_COLUMNS, table.headingPlace(column)),
    );
    return [...headings, ...readTable(table, file, names, log)];
  });
}
