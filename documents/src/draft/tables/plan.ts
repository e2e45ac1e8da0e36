import { bracketMark } from '../marks.ts';
import type { Columns } from './columns.ts';
import type { Grid } from './grid.ts';
import type { HeaderRows } from './header-rows.ts';
import { isTotal } from './totals.ts';

/** Which columns of a table make items, which make the indicators around them. */
export interface TablePlan {
  readonly grid: Grid;
  readonly headings: HeaderRows;
  readonly columns: Columns;
  /** The column of an item's full marks; `undefined` when they stand in brackets behind the words. */
  readonly pointsColumn: number | undefined;
  /** A level column that changes with every item is its title, not a group of items. */
  readonly titleColumn: number | undefined;
  /** Level columns that make indicators, from the outermost in. */
  readonly levelColumns: readonly number[];
  /** For a column of marks that is not the items': the level column that it belongs to. */
  readonly levelOfPoints: ReadonlyMap<number, number>;
}

/** Rows of sections and totals say nothing about the columns. */
const isApart = (grid: Grid, row: number): boolean => {
  const [first] = grid.cellsOf(row);
  return first !== undefined && (first.columnSpan >= Math.max(2, grid.columns - 1) || isTotal(first.text));
};

/** Rows in which a column's cell begins with new words. */
function beginnings(plan: Pick<TablePlan, 'grid' | 'headings'>, column: number, holds = (_: string) => true): number {
  const { grid, headings } = plan;
  let count = 0;
  for (let row = headings.bodyFrom; row < grid.rows; row++) {
    const cell = grid.at(row, column);
    if (headings.rows.has(row) || !cell || cell.row !== row || cell.column !== column || isApart(grid, row)) continue;
    const above = grid.at(row - 1, column);
    if (cell.text !== '' && cell.text !== above?.text && holds(cell.text)) count++;
  }
  return count;
}

const largest = (columns: readonly number[], of: (column: number) => number): number | undefined =>
  columns.reduce<number | undefined>((best, c) => (best === undefined || of(c) >= of(best) ? c : best), undefined);

/** Rows in which a column's cell begins and is filled, also with the same figure as above. */
function filled(grid: Grid, headings: HeaderRows, column: number): number {
  let count = 0;
  for (let row = headings.bodyFrom; row < grid.rows; row++) {
    const cell = grid.at(row, column);
    if (!headings.rows.has(row) && cell?.row === row && cell.text !== '' && !isApart(grid, row)) count++;
  }
  return count;
}

const nearestLevel = (levels: readonly number[], column: number): number | undefined =>
  levels.filter((level) => level < column).at(-1) ?? levels[0];

export function planTable(grid: Grid, headings: HeaderRows, columns: Columns): TablePlan {
  const base = { grid, headings };
  const contents = columns.of('content');
  const levels = columns.of('level');
  const points = columns.of('points');
  const marked = contents.reduce((sum, c) => sum + beginnings(base, c, (text) => bracketMark(text) !== undefined), 0);
  const candidate = largest(points, (column) => filled(grid, headings, column));
  const own = candidate === undefined ? 0 : filled(grid, headings, candidate);
  // Marks in brackets behind every requirement beat a column that only gives those of the groups.
  const pointsColumn = marked >= 2 && marked > own * 1.3 ? undefined : candidate;
  const units = pointsColumn === undefined ? Math.max(marked, ...contents.map((c) => beginnings(base, c))) : own;
  const last = levels.at(-1);
  const isTitle = last !== undefined && units > 1 && beginnings(base, last) >= units * 0.9;
  const titleColumn = isTitle || (last !== undefined && contents.length === 0) ? last : undefined;
  const levelColumns = levels.filter((column) => column !== titleColumn);
  const levelOfPoints = new Map<number, number>();
  for (const column of points.filter((c) => c !== pointsColumn)) {
    const level = nearestLevel(levelColumns, column);
    if (level !== undefined) levelOfPoints.set(column, level);
  }
  return { ...base, columns, pointsColumn, titleColumn, levelColumns, levelOfPoints };
}
