import { Parser } from 'htmlparser2';
import { decodeText } from '../text/encoding.ts';
import { type Budget, SOURCE_LIMITS, tooDeep } from './limits.ts';
import { paragraphPlace, type SourceBlock, type SourceDocument } from './source-document.ts';
import { spanOf, TableCells } from './table-cells.ts';

const IGNORED = new Set(['script', 'style', 'head', 'noscript', 'template', 'svg', 'math', 'object', 'select', 'nav']);
const BLOCKS = new Set(
  'p div li ul ol h1 h2 h3 h4 h5 h6 section article header footer main aside blockquote pre hr dl dt dd body html form figure caption'.split(
    ' ',
  ),
);
const HEADING = /^h([1-6])$/;

interface OpenTable {
  readonly cells: TableCells;
  readonly number: number;
  readonly inner: SourceBlock[];
  /** Text so far of the open cell; `undefined` between cells. */
  cell: string | undefined;
  spans: { rowSpan: number; columnSpan: number };
  rowOpen: boolean;
}

/** Gathers blocks from the events of the HTML parser, which closes what a page leaves open. */
class HtmlBlocks {
  readonly blocks: SourceBlock[] = [];
  readonly #budget: Budget;
  readonly #tables: OpenTable[] = [];
  #text = '';
  #heading: number | undefined;
  #ignored = 0;
  #depth = 0;
  #paragraphs = 0;
  #tableCount = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > SOURCE_LIMITS.tags) throw tooDeep();
    if (IGNORED.has(name)) this.#ignored++;
    if (this.#ignored > 0) return;
    if (name === 'table') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
    else if (name === 'br') this.#append('\n');
    else if (BLOCKS.has(name)) this.#breakBlock(name);
  }

  #breakBlock(name: string): void {
    if (this.#tables.length > 0) this.#append('\n');
    else {
      this.#endParagraph();
      const level = HEADING.exec(name)?.[1];
      this.#heading = level ? Number(level) : undefined;
    }
  }

  text(text: string): void {
    if (this.#ignored > 0) return;
    this.#budget.text(text);
    this.#append(text.replace(/[ \r\n\f]+/g, ' '));
  }

  #append(text: string): void {
    const table = this.#tables.at(-1);
    if (!table) this.#text += text;
    else if (table.cell !== undefined) table.cell += text;
  }

  close(name: string): void {
    this.#depth--;
    if (IGNORED.has(name)) {
      this.#ignored--;
      return;
    }
    if (this.#ignored > 0) return;
    if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'table') this.#closeTable();
    else if (name === 'tr') this.#closeRow();
    else if (BLOCKS.has(name)) this.#breakBlock('p');
  }

  #endParagraph(): void {
    const lines = this.#text.split('\n');
    this.#text = '';
    for (const line of lines) {
      const text = line.trim();
      if (text === '') continue;
      this.#budget.paragraph();
      this.#paragraphs++;
      const heading = this.#heading === undefined ? {} : { heading: this.#heading };
      this.blocks.push({ kind: 'paragraph', text, ...heading, place: paragraphPlace(this.#paragraphs) });
    }
  }

  #openTable(): void {
    if (this.#tables.length > SOURCE_LIMITS.nesting) throw tooDeep();
    if (this.#tables.length === 0) this.#endParagraph();
    this.#tableCount++;
    const spans = { rowSpan: 1, columnSpan: 1 };
    const cells = new TableCells(this.#budget);
    this.#tables.push({ cells, number: this.#tableCount, inner: [], cell: undefined, spans, rowOpen: false });
  }

  #openRow(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    this.#closeCell();
    table.cells.openRow();
    table.rowOpen = true;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    this.#closeCell();
    if (!table.rowOpen) this.#openRow();
    table.cell = '';
    table.spans = {
      rowSpan: spanOf(attributes.rowspan, SOURCE_LIMITS.cells),
      columnSpan: spanOf(attributes.colspan, SOURCE_LIMITS.columns),
    };
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table?.cell === undefined) return;
    const lines = table.cell.split('\n').map((line) => line.trim());
    table.cells.add(lines.filter((line) => line !== '').join('\n'), table.spans);
    table.cell = undefined;
  }

  #closeRow(): void {
    this.#closeCell();
    const table = this.#tables.at(-1);
    if (table) table.rowOpen = false;
  }

  #closeTable(): void {
    this.#closeCell();
    const table = this.#tables.pop();
    if (!table) return;
    const finished = table.cells.finish(table.number);
    const found = [...(finished ? [finished] : []), ...table.inner];
    const around = this.#tables.at(-1);
    if (around) around.inner.push(...found);
    else this.blocks.push(...found);
  }

  finish(): SourceBlock[] {
    while (this.#tables.length > 0) this.#closeTable();
    this.#endParagraph();
    return this.blocks;
  }
}

/** What a page says of its own encoding, where it is none of those that show themselves. */
const CHARSET = /charset\s*=\s*["']?\s*(gb2312|gbk|gb18030|utf-8|big5)/i;

function decodeHtml(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const named = CHARSET.exec(head)?.[1]?.toLowerCase();
  return named === 'big5' ? new TextDecoder('big5').decode(bytes) : decodeText(bytes);
}

/** Reads a page, or the piece of one that was pasted: paragraphs and tables; scripts and styles are ignored. */
export function readHtml(bytes: Uint8Array, budget: Budget): SourceDocument {
  const blocks = new HtmlBlocks(budget);
  const parser = new Parser({
    onopentag: (name, attributes) => blocks.open(name, attributes),
    ontext: (text) => blocks.text(text),
    onclosetag: (name) => blocks.close(name),
  });
  parser.write(decodeHtml(bytes));
  parser.end();
  return { format: 'html', blocks: blocks.finish(), remarks: [] };
}
