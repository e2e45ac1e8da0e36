import type { Grid } from './grid.ts';
import { type Role, roleOfHeading } from './headers.ts';

/** The rows that carry headings, and what the headings say of each column. */
export interface HeaderRows {
  /** Every row of headings, also those that are repeated on later pages. */
  readonly rows: ReadonlySet<number>;
  /** The first row below the first headings; rows above the headings are title and notes. */
  readonly bodyFrom: number;
  readonly headingFrom: number;
  readonly named: ReadonlyMap<number, Role>;
  /** The words over each column. */
  readonly words: ReadonlyMap<number, string>;
}

const LONGEST_HEADING = 24;

/** Distinct roles among a row's cells: two of them make headings, if most of the row is such words. */
function looksLikeHeadings(grid: Grid, row: number): boolean {
  const cells = grid.cellsOf(row);
  if (cells.length < 2 || cells.some((cell) => cell.text.length > LONGEST_HEADING)) return false;
  const named = cells.map((cell) => roleOfHeading(cell.text)).filter((role) => role !== undefined);
  return new Set(named).size >= 2 && named.length * 2 >= cells.length;
}

/** A second row of headings stands under merged ones: every cell that begins in it is a short heading word. */
function carriesOn(grid: Grid, row: number): boolean {
  const cells = grid.cellsOf(row);
  return cells.length > 0 && cells.every((cell) => cell.text.length <= 10 && roleOfHeading(cell.text) !== undefined);
}

function nameColumns(grid: Grid, from: number, to: number): Pick<HeaderRows, 'named' | 'words'> {
  const named = new Map<number, Role>();
  const words = new Map<number, string>();
  for (let column = 0; column < grid.columns; column++) {
    for (let row = from; row < to; row++) {
      const text = grid.at(row, column)?.text ?? '';
      const role = roleOfHeading(text);
      if (text !== '') words.set(column, text.replace(/\s+/g, ''));
      if (role) named.set(column, role);
    }
  }
  return { named, words };
}

/** Finds the headings of a table, wherever they stand and however often; a table may have none. */
export function findHeaderRows(grid: Grid): HeaderRows {
  const rows = new Set<number>();
  for (let row = 0; row < grid.rows; row++) {
    if (looksLikeHeadings(grid, row) || (rows.has(row - 1) && carriesOn(grid, row))) rows.add(row);
  }
  const first = Math.min(...rows);
  if (rows.size === 0 || first > 8) {
    return { rows: first > 8 ? rows : new Set(), headingFrom: 0, bodyFrom: 0, named: new Map(), words: new Map() };
  }
  let bodyFrom = first;
  while (rows.has(bodyFrom)) bodyFrom++;
  return { rows, headingFrom: first, bodyFrom, ...nameColumns(grid, first, bodyFrom) };
}
