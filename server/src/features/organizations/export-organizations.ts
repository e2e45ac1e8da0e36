import { XLSX } from '@zhunsheng/contract/file-types';
import { writeResultsXlsx } from '@zhunsheng/documents';
import type { Db } from '../../database/tables.ts';
import { IMPORT_COLUMNS } from './import-rows.ts';
import { exportRows } from './list-organizations.store.ts';

/** A workbook with the columns that an import reads; without rows it is the template. */
export async function workbookOf(rows: string[][]): Promise<Buffer> {
  const table = { title: '单位', headings: IMPORT_COLUMNS.map(({ title }) => title), rows };
  return Buffer.from(await writeResultsXlsx([table]));
}

/** Bodies as a workbook that the import reads again. */
export async function exportWorkbook(db: Db, filter: Parameters<typeof exportRows>[1]) {
  const rows = await exportRows(db, filter);
  const cells = rows.map((row) => IMPORT_COLUMNS.map(({ key }) => row[key as keyof typeof row] ?? ''));
  const content = await workbookOf(cells);
  return { name: `单位-${filter.today}.xlsx`, type: XLSX, content, count: rows.length };
}
