import type { SourceCell, SourcePlace } from '../../source-document/index.ts';
import type { Columns } from './columns.ts';
import type { Grid } from './grid.ts';

/** A cell as one row sees it. */
export interface RowCell {
  readonly cell: SourceCell;
  /** Whether the cell begins in this row, or reaches down from a row above. */
  readonly begins: boolean;
  readonly column: number;
}

/** One row of a scoring table, its cells sorted by what their columns hold; blank cells are not in it. */
export interface TableLine {
  readonly row: number;
  readonly place: SourcePlace;
  readonly levels: readonly RowCell[];
  readonly contents: readonly RowCell[];
  readonly points: readonly RowCell[];
  readonly standards: readonly RowCell[];
  readonly number: RowCell | undefined;
  readonly others: readonly RowCell[];
}

function cellsIn(grid: Grid, row: number, columns: readonly number[]): RowCell[] {
  const found: RowCell[] = [];
  for (const column of columns) {
    const cell = grid.at(row, column);
    // A cell over several columns belongs to the first of its role only.
    if (!cell || cell.text === '' || found.some((other) => other.cell === cell)) continue;
    found.push({ cell, begins: cell.row === row, column });
  }
  return found;
}

export function readLine(grid: Grid, columns: Columns, row: number): TableLine {
  const of = (role: Parameters<Columns['of']>[0]): RowCell[] => cellsIn(grid, row, columns.of(role));
  const first = grid.cellsOf(row)[0];
  const others = (['method', 'assessor', 'evidence', 'note', 'blankMarks', 'unknown'] as const).flatMap(of);
  return {
    row,
    place: first?.place ?? { label: `第${row + 1}行` },
    levels: of('level'),
    contents: of('content'),
    points: of('points'),
    standards: of('standard'),
    number: of('number')[0],
    others,
  };
}

/** The words of a row that is one heading over its whole width: a group's name, a total, a note. */
export function soleCell(grid: Grid, row: number): SourceCell | undefined {
  const cells = grid.cellsOf(row);
  const [cell] = cells;
  if (cells.length !== 1 || !cell) return undefined;
  const alone = cell.columnSpan >= Math.max(2, grid.columns - 1);
  // A row under merged cells is no heading: other columns still belong to the item above.
  for (let column = 0; column < grid.columns; column++) {
    const over = grid.at(row, column);
    if (over && over.row < row && over.text !== '') return undefined;
  }
  return alone || cell.column <= 1 ? cell : undefined;
}
