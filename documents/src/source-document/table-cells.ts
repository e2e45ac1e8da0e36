import { type Budget, SOURCE_LIMITS } from './limits.ts';
import { type SourceCell, type SourcePlace, type SourceTable, tableCellPlace, tablePlace } from './source-document.ts';

interface OpenCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  columnSpan: number;
}

const MAX_ROW_SPAN = 5_000;

/** A span as written, within what any table can have. */
export const spanOf = (written: string | undefined, most: number): number => {
  const span = Number(written ?? 1);
  return Number.isInteger(span) && span >= 1 ? Math.min(span, most) : 1;
};

/**
 * Gathers a table row by row, as documents and web pages write it: cells find the first free column, and a merged cell
 * keeps the columns below it taken.
 */
export class TableCells {
  readonly #budget: Budget;
  readonly #cells: OpenCell[] = [];
  /** For each column: the row before which it is taken by a cell above, and that cell. */
  readonly #taken: number[] = [];
  readonly #owner: (OpenCell | undefined)[] = [];
  #row = -1;
  #column = 0;
  #columns = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  openRow(firstColumn = 0): void {
    this.#row++;
    this.#column = Math.min(Math.max(0, firstColumn), SOURCE_LIMITS.columns);
  }

  /** Adds a cell; `above` joins it to the cell over it instead (a continued vertical merge). */
  add(
    text: string,
    spans: { readonly rowSpan?: number; readonly columnSpan?: number; readonly above?: boolean },
  ): void {
    if (this.#row < 0) this.openRow();
    const { rowSpan = 1, columnSpan = 1, above = false } = spans;
    if (!above) while ((this.#taken[this.#column] ?? 0) > this.#row) this.#column++;
    if (this.#column >= SOURCE_LIMITS.columns) return;
    const width = Math.min(columnSpan, SOURCE_LIMITS.columns - this.#column);
    const owner = this.#owner[this.#column];
    if (above && owner && text === '') this.#extend(owner);
    else this.#place(text, Math.min(rowSpan, MAX_ROW_SPAN), width);
    this.#column += width;
    this.#columns = Math.max(this.#columns, this.#column);
  }

  #extend(owner: OpenCell): void {
    owner.rowSpan = this.#row - owner.row + 1;
  }

  #place(text: string, rowSpan: number, columnSpan: number): void {
    this.#budget.cells();
    const cell: OpenCell = { text, row: this.#row, column: this.#column, rowSpan, columnSpan };
    this.#cells.push(cell);
    for (let column = this.#column; column < this.#column + columnSpan; column++) {
      this.#taken[column] = this.#row + rowSpan;
      this.#owner[column] = cell;
    }
  }

  /** The table with the given number; `undefined` when no cell of it carries text. */
  finish(table: number, place: SourcePlace = tablePlace(table)): SourceTable | undefined {
    if (this.#cells.every((cell) => cell.text === '')) return undefined;
    const rows = this.#row + 1;
    const cells = this.#cells.map(
      (cell): SourceCell => ({
        ...cell,
        rowSpan: Math.min(cell.rowSpan, rows - cell.row),
        place: tableCellPlace(table, cell.row + 1, cell.column + 1),
      }),
    );
    return { kind: 'table', rows, columns: this.#columns, cells, place };
  }
}
