import type { Diagnostic } from '@zhunsheng/core/values';
import { readCsv } from '../csv/read-csv.ts';
import { jsonEntries } from '../json/read-json.ts';
import { type EntryTable, findEntries } from '../table/entries.ts';
import type { ColumnSpec } from '../table/headings.ts';
import type { TableSheet } from '../table/table.ts';
import type { ByteSource } from '../text/encoding.ts';
import { readXlsx } from '../xlsx/read-xlsx.ts';

/** The endings of files that hold tables. */
export const TABLE_ENDINGS = ['.csv', '.xlsx', '.json', '.jsonl'] as const;

export const endingOf = (file: string): string => /\.[^.]*$/.exec(file)?.[0].toLowerCase() ?? '';
export const isTableFile = (file: string): boolean => (TABLE_ENDINGS as readonly string[]).includes(endingOf(file));

/** The bytes of a table: in pieces for text, whole for a workbook, whose directory stands at its end. */
export interface TableBytes {
  readonly chunks: ByteSource;
  readonly whole: () => Uint8Array;
}

const csvSheet = (chunks: ByteSource): TableSheet => ({
  hidden: false,
  rows: () => readCsv(chunks),
  merges: () => [],
});

/** The tables of a file by its ending; `strict` reports keys that no column names (JSON). Throws `Unreadable`. */
export function openTables(
  file: string,
  bytes: TableBytes,
  specs: readonly ColumnSpec[],
  strict: boolean,
  diagnostics: Diagnostic[],
): EntryTable[] {
  const ending = endingOf(file);
  if (ending === '.json' || ending === '.jsonl') return [jsonEntries(bytes.chunks, specs, file, strict)];
  const sheets = ending === '.xlsx' ? readXlsx(bytes.whole()) : [csvSheet(bytes.chunks)];
  return findEntries(sheets, specs, file, diagnostics);
}
