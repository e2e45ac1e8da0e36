import type { Diagnostic, Place } from '@zhunsheng/core/values';
import { openTables } from '../folder/open-tables.ts';
import { reading } from '../unreadable.ts';
import type { EntryTable } from './entries.ts';
import { type ColumnSpec, unknownHeading } from './headings.ts';
import type { TableRow } from './table.ts';

/** One row of a table by the keys of its columns; an empty or absent cell is ''. */
export interface KeyedRow {
  readonly cells: Readonly<Record<string, string>>;
  place(key?: string): Place;
}

export interface TableReading {
  readonly rows: readonly KeyedRow[];
  readonly diagnostics: readonly Diagnostic[];
}

function keyedRow(table: EntryTable, row: TableRow): KeyedRow {
  const cells = [...table.columns].map(([key, column]) => [
    key,
    (row.cells[column] ?? '').replace(/\u00A0/g, ' ').trim(),
  ]);
  return {
    cells: Object.fromEntries(cells),
    place: (key) => table.place(row, key === undefined ? undefined : table.columns.get(key)),
  };
}

function cellDiagnostics(table: EntryTable, row: TableRow): Diagnostic[] {
  return [...(row.problems ?? [])].map(([column, { message, hint }]) => ({
    code: 'documents.unusable-cell',
    severity: 'error',
    message,
    place: table.place(row, column),
    hint,
  }));
}

function readRows(table: EntryTable, specs: readonly ColumnSpec[], maxRows: number, found: Diagnostic[]): KeyedRow[] {
  const rows: KeyedRow[] = [];
  for (const [heading, column] of table.others) found.push(unknownHeading(heading, specs, table.headingPlace(column)));
  for (const row of table.rows()) {
    if (rows.length >= maxRows) {
      const hint = '请分成几个文件。';
      const message = `超过${maxRows}行，后面的没有读。`;
      found.push({ code: 'documents.too-large', severity: 'error', message, place: table.place(row), hint });
      break;
    }
    found.push(...cellDiagnostics(table, row));
    rows.push(keyedRow(table, row));
  }
  found.push(...table.remarks());
  return rows;
}

/** Reads a table (.xlsx, .csv) by the columns it may have; everything that is wrong at once, each with its cell. */
export function readTable(
  file: string,
  bytes: Uint8Array,
  specs: readonly ColumnSpec[],
  maxRows = 20_000,
): TableReading {
  const diagnostics: Diagnostic[] = [];
  const rows = reading(file, diagnostics, () => {
    const source = { chunks: () => [bytes], whole: () => bytes };
    const tables = openTables(file, source, specs, true, diagnostics);
    return tables.flatMap((table) => readRows(table, specs, maxRows, diagnostics));
  });
  return { rows: rows ?? [], diagnostics };
}
