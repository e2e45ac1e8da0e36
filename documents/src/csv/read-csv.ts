import type { TableRow } from '../table/table.ts';
import { type ByteSource, decodeChunks } from '../text/encoding.ts';
import { Unreadable } from '../unreadable.ts';

/** A cell longer than this is a quotation mark that was never closed, not a reason. */
const MAX_CELL = 200_000;
const MAX_COLUMNS = 2_000;

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/** The mark between cells: a comma wherever there is one, else a tab, the Chinese comma, or a semicolon. */
export function detectDelimiter(head: string): string {
  return [',', '\t', '\uFF0C', ';', '\uFF1B'].find((mark) => head.includes(mark)) ?? ',';
}

/** The state between pieces of a file: what has been read of the current row and cell. */
class CsvScanner {
  readonly delimiter: number;
  #cells: string[] = [];
  #cell = '';
  /** 0 outside quotes, 1 inside, 2 just after a quote inside (it may be doubled). */
  #quoted: 0 | 1 | 2 = 0;
  #afterReturn = false;
  #row = 1;
  #line = 1;
  #rowLine = 1;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  *scan(text: string): Generator<TableRow> {
    let start = this.#quoted === 1 ? this.#scanQuoted(text, 0) : 0;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== QUOTE && code !== this.delimiter && code !== NEWLINE && code !== RETURN) {
        this.#quoted = 0;
        this.#afterReturn = false;
        continue;
      }
      this.#take(text.slice(start, at));
      start = at + 1;
      if (code === QUOTE) {
        this.#openQuote();
        if (this.#quoted === 1) start = this.#scanQuoted(text, start);
        at = start - 1;
      } else if (code === this.delimiter) this.#endCell();
      else if (!(code === NEWLINE && this.#afterReturn)) yield this.#endRow();
      this.#afterReturn = code === RETURN;
    }
    this.#take(text.slice(start));
  }

  /** Takes text up to the closing quote, which may lie in a later piece; gives where to go on. */
  #scanQuoted(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    const until = quote === -1 ? text.length : quote;
    this.#take(text.slice(at, until));
    for (let n = text.indexOf('\n', at); n !== -1 && n < until; n = text.indexOf('\n', n + 1)) this.#line++;
    if (quote === -1) return until;
    this.#quoted = 2;
    return until + 1;
  }

  *finish(): Generator<TableRow> {
    if (this.#quoted === 1) {
      const hint = '请检查这一行起的引号是否成对。';
      throw new Unreadable('documents.open-quote', '引号没有收尾。', hint, { line: this.#rowLine });
    }
    if (this.#cell !== '' || this.#cells.length > 0) yield this.#endRow();
  }

  #take(text: string): void {
    if (text === '') return;
    this.#cell = this.#cell === '' ? text : this.#cell + text;
    if (this.#cell.length > MAX_CELL) {
      const hint = '请检查这一行起的引号是否成对。';
      throw new Unreadable('documents.cell-too-long', '单元格内容过长。', hint, { line: this.#rowLine });
    }
  }

  /** A quote opens a cell at its start, doubles itself inside, and is an ordinary character elsewhere. */
  #openQuote(): void {
    if (this.#quoted === 2) {
      this.#cell += '"';
      this.#quoted = 1;
    } else if (this.#cell.trim() === '') {
      this.#cell = '';
      this.#quoted = 1;
    } else this.#cell += '"';
  }

  #endCell(): void {
    this.#quoted = 0;
    this.#cells.push(this.#cell);
    this.#cell = '';
    if (this.#cells.length > MAX_COLUMNS) {
      const hint = '请检查文件是否为 CSV 表格。';
      throw new Unreadable('documents.too-many-columns', `一行超过${MAX_COLUMNS}列。`, hint, { line: this.#rowLine });
    }
  }

  #endRow(): TableRow {
    this.#endCell();
    const row: TableRow = { row: this.#row, line: this.#rowLine, cells: this.#cells };
    this.#cells = [];
    this.#row++;
    this.#line++;
    this.#rowLine = this.#line;
    return row;
  }
}

/**
 * The rows of a CSV file, one by one, whatever its encoding (UTF-8, UTF-16, GBK), line ends and delimiter; the file is
 * never held as one string. Throws `Unreadable` for a quote that is never closed.
 */
export function* readCsv(source: ByteSource): Generator<TableRow> {
  let scanner: CsvScanner | undefined;
  for (const text of decodeChunks(source)) {
    if (text === '') continue;
    scanner ??= new CsvScanner(detectDelimiter(text.slice(0, 4096)));
    yield* scanner.scan(text);
  }
  if (scanner) yield* scanner.finish();
}
