import type { Place } from '@zhunsheng/core/values';

/** Why the content of a single cell cannot be used (a formula without result, a number that lost digits). */
export interface CellProblem {
  readonly message: string;
  readonly hint: string;
}

/** One row of a table: every cell as the text a reader sees, an empty one as ''. */
export interface TableRow {
  /** Counted from 1, as a spreadsheet shows it. */
  readonly row: number;
  /** The line in a text file, where it differs from `row`. */
  readonly line?: number;
  readonly cells: readonly string[];
  readonly problems?: ReadonlyMap<number, CellProblem>;
  /** Cells that came as lists (JSON), by column. */
  readonly lists?: ReadonlyMap<number, readonly string[]>;
}

/** One table of a file: a CSV file has one, a workbook one for each sheet. */
export interface TableSheet {
  readonly name?: string;
  readonly hidden: boolean;
  /** Reads from the start each time it is asked. */
  rows(): Iterable<TableRow>;
  /** Merged ranges such as `A3:A7`; complete once `rows` has been read to its end. */
  merges(): readonly string[];
}

/** `0` gives `A`, `27` gives `AB`. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `AB12` gives column 27 and row 12. */
export function cellPosition(reference: string): { column: number; row: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
}

export interface CellRange {
  readonly from: { readonly column: number; readonly row: number };
  readonly to: { readonly column: number; readonly row: number };
}

export function parseRange(text: string): CellRange | undefined {
  const [first, last = first] = text.split(':');
  const from = cellPosition(first ?? '');
  const to = cellPosition(last ?? '');
  return from && to ? { from, to } : undefined;
}

/** Where a cell stands: `成绩!C7` in a workbook, `C7` in a text table, which has its line too. */
export function cellPlace(file: string, sheet: string | undefined, row: TableRow, column?: number): Place {
  const cell = column === undefined ? `${row.row}` : `${columnName(column)}${row.row}`;
  return {
    file,
    ...(row.line !== undefined && { line: row.line }),
    cell: sheet === undefined ? cell : `${sheet}!${cell}`,
  };
}
