import type { Cell, Worksheet } from 'exceljs';
import { newWorkbook, styleHeadings, workbookBytes } from '../xlsx/workbook.ts';
import type { ResultCell, ResultTable } from './results-table.ts';

const formatOf = (decimal: string): string => {
  const places = decimal.split('.')[1]?.length ?? 0;
  return places === 0 ? '0' : `0.${'0'.repeat(places)}`;
};

function setCell(cell: Cell, value: ResultCell): void {
  if (value === undefined || value === '') return;
  if (typeof value === 'string') cell.value = value;
  else {
    cell.value = Number(value.number);
    cell.numFmt = formatOf(value.number);
  }
}

/** Columns that hold sentences are wide and wrap; the others fit what they hold. */
function widthOf(table: ResultTable, column: number): number {
  const texts = table.rows.slice(0, 300).map((row) => {
    const value = row[column];
    return typeof value === 'object' ? value.number.length : (value ?? '').length * 1.8;
  });
  return Math.min(50, Math.max(table.headings[column]!.length * 2.2, ...texts) + 2);
}

function fill(sheet: Worksheet, table: ResultTable): void {
  sheet.addRow([...table.headings]);
  table.headings.forEach((_, column) => {
    sheet.getColumn(column + 1).width = widthOf(table, column);
  });
  for (const values of table.rows) {
    const row = sheet.addRow([]);
    values.forEach((value, column) => {
      setCell(row.getCell(column + 1), value);
    });
    row.alignment = { vertical: 'top', wrapText: true };
  }
  styleHeadings(sheet, table.headings.length);
}

/** Tables as a workbook, one sheet each: headings frozen and filtered, numbers as numbers with their decimals. */
export async function writeResultsXlsx(tables: readonly ResultTable[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  for (const table of tables) fill(workbook.addWorksheet(table.title), table);
  return workbookBytes(workbook);
}
