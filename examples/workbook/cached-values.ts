import exceljs from 'exceljs';

/** What a spreadsheet program computed for one subject: each id of column A with the result in column K. */
export interface CachedSheet {
  readonly scores: ReadonlyMap<string, number>;
  /** Items that do not apply: their applicable full marks (column L) came out as 0. */
  readonly none: ReadonlySet<string>;
}

/** A stored result; `exceljs` drops the result of a formula that came out as 0. */
function cached(value: exceljs.CellValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || !('formula' in value || 'sharedFormula' in value))
    return undefined;
  const { result } = value;
  if (result === undefined) return 0;
  if (typeof result !== 'number') throw new Error(`the workbook holds ${JSON.stringify(result)}`);
  return result;
}

/** The stored results of a workbook by subject; nothing is recomputed here. */
export async function cachedSheets(file: string, subjects: readonly string[]): Promise<Map<string, CachedSheet>> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const found = new Map<string, CachedSheet>();
  for (const sheet of book.worksheets.filter((s) => subjects.includes(s.name))) {
    const scores = new Map<string, number>();
    const none = new Set<string>();
    sheet.eachRow((row) => {
      const id = row.getCell(1).value;
      const score = cached(row.getCell(11).value);
      if (typeof id !== 'string' || score === undefined) return;
      scores.set(id, score);
      if (cached(row.getCell(12).value) === 0) none.add(id);
    });
    found.set(sheet.name, { scores, none });
  }
  return found;
}
