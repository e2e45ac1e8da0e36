/**
 * Source documents (原件): the bytes of a Word, Excel, web or text file as neutral blocks — paragraphs with their numbers,
 * tables with merged cells — each with its place, so that whatever is made of them can show where it was read. Drafting
 * stands on it.
 */
import type { Diagnostic } from '@zhunsheng/core/values';
import { Unreadable } from '../unreadable.ts';
import { Budget, checkBytes } from './limits.ts';
import { type ConvertDoc, convertDoc, readDoc } from './read-doc.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { readCsvTable, readPlainText } from './read-plain-text.ts';
import { readWorkbook } from './read-workbook.ts';
import { readXls } from './read-xls.ts';
import { empty } from './refusals.ts';
import { type Sniffed, sniff } from './sniff.ts';
import type { SourceDocument } from './source-document.ts';
import { findTextTables } from './text-tables.ts';

export * from './source-document.ts';
export type { ConvertDoc };

async function readFormat(bytes: Uint8Array, sniffed: Sniffed, convert: ConvertDoc): Promise<SourceDocument> {
  const budget = new Budget();
  switch (sniffed.format) {
    case 'docx':
      return readDocx(sniffed.entries, budget);
    case 'xlsx':
      return readWorkbook(bytes, budget);
    case 'xls':
      return readXls(bytes, budget);
    case 'doc':
      return readDoc(bytes, budget, convert);
    case 'html':
      return readHtml(bytes, budget);
    case 'csv':
      return readCsvTable(bytes, budget);
    default:
      return readPlainText(bytes, sniffed.format, budget);
  }
}

async function readBlocks(bytes: Uint8Array, name: string, convert: ConvertDoc): Promise<SourceDocument> {
  checkBytes(bytes.length);
  const document = await readFormat(bytes, sniff(bytes, name), convert);
  if (document.blocks.length === 0) throw empty();
  return { ...document, blocks: findTextTables(document.blocks, new Budget()) };
}

/**
 * Reads a file of any format into blocks with places; what cannot be read gives a Chinese diagnostic with a way out.
 *
 * Reads by content: the name decides only between kinds of plain text. Never throws for what a file holds.
 */
export async function readSourceDocument(
  bytes: Uint8Array,
  name: string,
  convert: ConvertDoc = convertDoc,
): Promise<{ document?: SourceDocument; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  try {
    return { document: await readBlocks(bytes, name, convert), diagnostics };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { diagnostics: [error.diagnostic(name)] };
  }
}
