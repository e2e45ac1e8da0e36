import type { Diagnostic, Place } from '@zhunsheng/core/values';
import type { ColumnSpec } from './headings.ts';
import { findHeadings, type Headings } from './headings.ts';
import { cellPlace, parseRange, type TableRow, type TableSheet } from './table.ts';

/** Rows with their columns known by key, from whatever kind of file. */
export interface EntryTable {
  readonly columns: ReadonlyMap<string, number>;
  /** Columns that no spec names, by heading. */
  readonly others: ReadonlyMap<string, number>;
  /** Filled in by hand, so that a prepared row may have been left blank. */
  readonly byHand: boolean;
  /** The rows below the headings that are not empty. */
  rows(): Iterable<TableRow>;
  place(row: TableRow, column?: number): Place;
  headingPlace(column: number): Place;
  /** What only shows once all rows were read: merged cells, cells under no heading. */
  remarks(): readonly Diagnostic[];
  /** Whether a place lies in a merged range, whose empty cells say nothing. */
  inMerge(row: TableRow, column: number): boolean;
}

const isEmpty = (row: TableRow): boolean => !row.problems && row.cells.every((cell) => cell.trim() === '');

function* bodyRows(sheet: TableSheet, headings: Headings): Generator<TableRow> {
  for (const row of sheet.rows()) if (row.row > headings.row && !isEmpty(row)) yield row;
}

function mergedDiagnostic(file: string, sheet: string | undefined, range: string): Diagnostic {
  return {
    code: 'documents.merged-cells',
    severity: 'error',
    message: `${range} 是合并单元格，只有左上角一格有内容。`,
    place: { file, cell: sheet === undefined ? range : `${sheet}!${range}` },
    hint: '请取消合并，并在每一行填上内容。',
  };
}

/** A cell under no heading. In a text file it mostly is the rest of another cell, torn off at a comma without quotes. */
function strayDiagnostic(file: string, sheet: string | undefined, row: TableRow, column: number): Diagnostic {
  const text = row.cells[column]!.trim();
  const shown = text.length > 12 ? `${text.slice(0, 12)}……` : text;
  return {
    code: 'documents.no-heading',
    severity: sheet === undefined ? 'error' : 'warning',
    message: `“${shown}”上方没有表头，没有读取。`,
    place: cellPlace(file, sheet, row, column),
    hint:
      sheet === undefined
        ? '内容里有逗号的单元格请用引号括起来；确为另一列的，请补上表头。'
        : '请补上表头，或把它移到表外。',
  };
}

function sheetEntries(sheet: TableSheet, headings: Headings, file: string): EntryTable {
  const stray: Diagnostic[] = [];
  const watch = function* (): Generator<TableRow> {
    stray.length = 0;
    for (const row of bodyRows(sheet, headings)) {
      const columns = row.cells.flatMap((cell, column) =>
        cell.trim() !== '' && !headings.headed.has(column) ? [column] : [],
      );
      stray.push(...columns.map((column) => strayDiagnostic(file, sheet.name, row, column)));
      yield row;
    }
  };
  const ranges = () => sheet.merges().filter((text) => (parseRange(text)?.to.row ?? 0) >= headings.row);
  return {
    columns: headings.columns,
    others: headings.others,
    byHand: true,
    rows: watch,
    place: (row, column) => cellPlace(file, sheet.name, row, column),
    headingPlace: (column) => cellPlace(file, sheet.name, { row: headings.row, cells: [] }, column),
    remarks: () => [...ranges().map((range) => mergedDiagnostic(file, sheet.name, range)), ...stray],
    inMerge: (row, column) =>
      ranges().some((text) => {
        const range = parseRange(text);
        const within = (at: number, from: number, to: number) => at >= from && at <= to;
        return (
          range !== undefined &&
          within(row.row, range.from.row, range.to.row) &&
          within(column, range.from.column, range.to.column)
        );
      }),
  };
}

const firstCells = (sheet: TableSheet): boolean => {
  for (const row of sheet.rows()) if (!isEmpty(row)) return true;
  return false;
};

/** Sheets of our own templates that explain and are not read. */
const EXPLANATIONS = new Set(['填写说明', '选项']);

/**
 * The tables of a file whose headings are known; title rows above, column order and further sheets do not matter.
 *
 * A visible sheet with content but without headings is mentioned; a file without any table is an error.
 */
export function findEntries(
  sheets: readonly TableSheet[],
  specs: readonly ColumnSpec[],
  file: string,
  diagnostics: Diagnostic[],
): EntryTable[] {
  const tables: EntryTable[] = [];
  const unread: string[] = [];
  let found = false;
  for (const sheet of sheets) {
    if (EXPLANATIONS.has(sheet.name ?? '')) continue;
    const headings = findHeadings(sheet.rows(), specs, file, sheet.name);
    if (headings) {
      found = true;
      diagnostics.push(...headings.diagnostics);
      // Without a required column no row can be read; one complaint says so.
      if (headings.complete) tables.push(sheetEntries(sheet, headings, file));
    } else if (!sheet.hidden && firstCells(sheet)) unread.push(sheet.name ?? '');
  }
  if (!found) {
    const required = specs.filter((s) => s.required).map((s) => `“${s.title}”`);
    const hint = `请在第一行写上表头，至少有${required.join('、')}。`;
    diagnostics.push({
      code: 'documents.no-headings',
      severity: 'error',
      message: '没有找到表头。',
      place: { file },
      hint,
    });
  } else {
    for (const name of unread) {
      const message = `工作表“${name}”没有可用的表头，没有读取。`;
      const place = { file, cell: `${name}!A1` };
      diagnostics.push({ code: 'documents.unread-sheet', severity: 'advice', message, place });
    }
  }
  return tables;
}
