/** A cell to be written: text is neutralised, a number stands as it is, nothing is left empty. */
export type CsvCell = string | number | { readonly number: string } | undefined;

const RISKY = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Text that a spreadsheet would take for a formula, with an apostrophe before it (= + - @ at the start).
 *
 * What was neutralised reads back with its apostrophe; `plainText` takes it off again.
 */
export const neutralise = (text: string): string =>
  RISKY.test(text) || /^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text;

/** The text as it was before `neutralise`. */
export const plainText = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

function writeCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.number;
  const text = neutralise(cell);
  return NEEDS_QUOTES.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV text with byte order mark and CRLF, the form that office software opens without asking. */
export function* writeCsv(rows: Iterable<readonly CsvCell[]>): Generator<string> {
  yield '\uFEFF';
  for (const row of rows) yield `${row.map(writeCell).join(',')}\r\n`;
}
