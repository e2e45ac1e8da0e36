import type { WorkSheet } from '@e965/xlsx';
import { type Budget, SOURCE_LIMITS } from './limits.ts';
import { sheetBlocks } from './read-workbook.ts';
import { brokenOld, encrypted } from './refusals.ts';
import type { SourceDocument } from './source-document.ts';

interface XlsCell {
  /** The text as the program showed it. */
  w?: string;
  v?: unknown;
}

const MAX_ROWS = 20_000;

const textOf = (cell: XlsCell): string => (cell.w ?? (cell.v === undefined ? '' : String(cell.v))).trim();

function cellsOf(sheet: WorkSheet): { text: string; row: number; column: number }[] {
  const rows = (sheet['!data'] ?? []) as (XlsCell | undefined)[][];
  return rows.flatMap((row, at) =>
    (row ?? [])
      .slice(0, SOURCE_LIMITS.columns)
      .flatMap((cell, column) => (cell && textOf(cell) !== '' ? [{ text: textOf(cell), row: at, column }] : [])),
  );
}

/** Reads an old workbook (.xls); the library is loaded only for it. Throws `Unreadable` for what it cannot read. */
export async function readXls(bytes: Uint8Array, budget: Budget): Promise<SourceDocument> {
  const xlsx = await import('@e965/xlsx');
  const open = () => {
    try {
      // dense: rows as arrays. A file of 64 MB that claims a million rows would otherwise fill memory with keys.
      return xlsx.read(bytes, {
        dense: true,
        sheetRows: MAX_ROWS,
        cellFormula: false,
        cellHTML: false,
        bookVBA: false,
      });
    } catch (error) {
      if (error instanceof Error && /password|encrypt/i.test(error.message)) throw encrypted();
      throw brokenOld();
    }
  };
  const workbook = open();
  const blocks = workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name];
    if (!sheet) return [];
    const merges = (sheet['!merges'] ?? []).map((range) => xlsx.utils.encode_range(range));
    return sheetBlocks(name, cellsOf(sheet), merges, budget);
  });
  return { format: 'xls', blocks, remarks: [] };
}
