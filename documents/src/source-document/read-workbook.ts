import { columnName, parseRange, type TableSheet } from '../table/table.ts';
import { readXlsx } from '../xlsx/read-xlsx.ts';
import { type Budget, SOURCE_LIMITS } from './limits.ts';
import type { SourceBlock, SourceCell, SourceDocument, SourcePlace, SourceTable } from './source-document.ts';

interface SheetCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

type Spans = ReadonlyMap<string, { rowSpan: number; columnSpan: number }>;

const cellAt = (sheet: string, row: number, column: number): SourcePlace => {
  const cell = `${sheet}!${columnName(column)}${row + 1}`;
  return { label: cell, cell };
};

function spansOf(merges: readonly string[]): Spans {
  const spans = new Map<string, { rowSpan: number; columnSpan: number }>();
  for (const merge of merges) {
    const range = parseRange(merge);
    if (!range) continue;
    const { from, to } = range;
    spans.set(`${from.row - 1}/${from.column}`, {
      rowSpan: Math.max(1, to.row - from.row + 1),
      columnSpan: Math.max(1, Math.min(to.column - from.column + 1, SOURCE_LIMITS.columns)),
    });
  }
  return spans;
}

/** Rows that stand together: a blank row parts a workbook's sheet into tables. */
function regionsOf(cells: readonly SourceCell[]): SourceCell[][] {
  const regions: SourceCell[][] = [];
  let until = -1;
  for (const cell of cells) {
    if (regions.length === 0 || cell.row > until) regions.push([]);
    regions.at(-1)!.push(cell);
    until = Math.max(until, cell.row + cell.rowSpan);
  }
  return regions;
}

function rangeAt(sheet: string, region: readonly SourceCell[]): SourcePlace {
  const columns = region.flatMap((cell) => [cell.column, cell.column + cell.columnSpan - 1]);
  const rows = region.flatMap((cell) => [cell.row, cell.row + cell.rowSpan - 1]);
  const corner = (of: (...numbers: number[]) => number): string =>
    `${columnName(columns.reduce((a, b) => of(a, b)))}${rows.reduce((a, b) => of(a, b)) + 1}`;
  const cell = `${sheet}!${corner(Math.min)}:${corner(Math.max)}`;
  return { label: cell, cell };
}

const asParagraph = (cell: SourceCell): SourceBlock => ({ kind: 'paragraph', text: cell.text, place: cell.place });

/** A region in which no row has two cells is prose: a title, a note. */
function blocksOf(region: readonly SourceCell[], name: string): SourceBlock[] {
  const rows = new Set(region.map((cell) => cell.row));
  if (rows.size === region.length) return region.map(asParagraph);
  const first = region[0]!.row;
  const cells = region.map((cell) => ({ ...cell, row: cell.row - first }));
  const table: SourceTable = {
    kind: 'table',
    name,
    rows: cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0),
    columns: cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0),
    cells,
    place: rangeAt(name, region),
  };
  return [table];
}

/** The blocks of one sheet, from its cells that carry text and its merged ranges. */
export function sheetBlocks(
  name: string,
  written: readonly SheetCell[],
  merges: readonly string[],
  budget: Budget,
): SourceBlock[] {
  const spans = spansOf(merges);
  const cells = written
    .filter(({ text, column }) => text !== '' && column < SOURCE_LIMITS.columns)
    .map((cell): SourceCell => {
      budget.cells();
      budget.text(cell.text);
      const span = spans.get(`${cell.row}/${cell.column}`) ?? { rowSpan: 1, columnSpan: 1 };
      return { ...cell, ...span, place: cellAt(name, cell.row, cell.column) };
    });
  return regionsOf(cells).flatMap((region) => blocksOf(region, name));
}

/** Rows that carry nothing are many in workbooks whose borders were drawn to the end of the sheet. */
const MAX_EMPTY_ROWS = 200_000;

function cellsOf(sheet: TableSheet): SheetCell[] {
  const cells: SheetCell[] = [];
  let empty = 0;
  for (const { row, cells: texts } of sheet.rows()) {
    const before = cells.length;
    texts.forEach((text, column) => {
      if (text !== '') cells.push({ text, row: row - 1, column });
    });
    if (cells.length === before && ++empty > MAX_EMPTY_ROWS) break;
    if (cells.length > SOURCE_LIMITS.cells) break;
  }
  return cells;
}

/** Reads a workbook (.xlsx): each sheet's tables and the lines around them; hidden sheets are left out and named. */
export function readWorkbook(bytes: Uint8Array, budget: Budget): SourceDocument {
  const sheets = readXlsx(bytes);
  const hidden = sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name);
  const blocks = sheets
    .filter((sheet) => !sheet.hidden)
    .flatMap((sheet, at) => {
      const cells = cellsOf(sheet);
      return sheetBlocks(sheet.name ?? `工作表${at + 1}`, cells, sheet.merges(), budget);
    });
  const remarks = hidden.length > 0 ? [`隐藏的工作表没有读入：${hidden.join('、')}。`] : [];
  return { format: 'xlsx', blocks, remarks };
}
