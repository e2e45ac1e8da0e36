import { readCsv } from '../csv/read-csv.ts';
import { decodeText } from '../text/encoding.ts';
import type { Budget } from './limits.ts';
import { linePlace, type SourceBlock, type SourceDocument, type SourceTable } from './source-document.ts';
import { TableCells } from './table-cells.ts';

const MARKDOWN_HEADING = /^(#{1,6})\s+(.*?)#*\s*$/;
const MARKDOWN_BULLET = /^\s*[-*+]\s+/;
const MARKDOWN_EMPHASIS = /\*\*(.+?)\*\*|__(.+?)__/g;

function markdownLine(line: string): { text: string; heading?: number } {
  const heading = MARKDOWN_HEADING.exec(line);
  const text = (heading?.[2] ?? line).replace(MARKDOWN_BULLET, '').replace(MARKDOWN_EMPHASIS, '$1$2');
  return heading ? { text, heading: heading[1]!.length } : { text };
}

/** Reads text or Markdown line by line; a line is a paragraph, tables are found afterwards by their shape. */
export function readPlainText(bytes: Uint8Array, format: 'txt' | 'md', budget: Budget): SourceDocument {
  const blocks: SourceBlock[] = [];
  for (const [at, written] of decodeText(bytes)
    .split(/\r\n|[\n\r\u2028\u2029\f\v]/)
    .entries()) {
    const line = format === 'md' ? markdownLine(written) : { text: written };
    if (line.text.trim() === '') continue;
    budget.paragraph();
    budget.text(line.text);
    blocks.push({ kind: 'paragraph', ...line, place: linePlace(at + 1) });
  }
  return { format, blocks, remarks: [] };
}

/** Reads a CSV file as one table. */
export function readCsvTable(bytes: Uint8Array, budget: Budget): SourceDocument {
  const cells = new TableCells(budget);
  for (const row of readCsv(() => [bytes])) {
    cells.openRow();
    for (const text of row.cells) {
      budget.text(text);
      cells.add(text.trim(), {});
    }
  }
  const table: SourceTable | undefined = cells.finish(1);
  return { format: 'csv', blocks: table ? [table] : [], remarks: [] };
}
