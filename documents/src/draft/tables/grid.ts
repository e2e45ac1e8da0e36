import type { SourceCell, SourceTable } from '../../source-document/index.ts';

/** A table as a grid: every position knows the cell that covers it. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** The cell over a position, however it got there. */
  at(row: number, column: number): SourceCell | undefined;
  /** Whether the cell over the position begins in this row. */
  begins(row: number, column: number): boolean;
  /** The cells that begin in a row and carry text, from left to right. */
  cellsOf(row: number): readonly SourceCell[];
}

export function gridOf(table: SourceTable): Grid {
  const covered = new Map<number, SourceCell>();
  const byRow: SourceCell[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) {
    byRow[cell.row]?.push(cell);
    const right = Math.min(cell.column + cell.columnSpan, table.columns);
    const below = Math.min(cell.row + cell.rowSpan, table.rows);
    for (let row = cell.row; row < below; row++) {
      for (let column = cell.column; column < right; column++) covered.set(row * table.columns + column, cell);
    }
  }
  const at = (row: number, column: number) => covered.get(row * table.columns + column);
  return {
    rows: table.rows,
    columns: table.columns,
    at,
    begins: (row, column) => at(row, column)?.row === row,
    cellsOf: (row) => (byRow[row] ?? []).filter((cell) => cell.text !== ''),
  };
}
