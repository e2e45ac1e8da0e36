import type { XmlHandler } from '../xml/xml-events.ts';
import type { ListPosition, Numbering } from './docx-numbering.ts';
import type { ParagraphStyle } from './docx-styles.ts';
import { type Budget, SOURCE_LIMITS, tooDeep } from './limits.ts';
import { paragraphPlace, type SourceBlock } from './source-document.ts';
import { spanOf, TableCells } from './table-cells.ts';

type Attributes = Readonly<Record<string, string>>;

/** Where paragraphs go: the body, a cell, or a text box, which stands inside a paragraph. */
interface Flow {
  readonly kind: 'body' | 'cell' | 'box';
  readonly lines: string[];
  /** Tables within a cell; they follow the table around them. */
  readonly inner: SourceBlock[];
}

interface OpenParagraph {
  text: string;
  style: string;
  heading: number | undefined;
  list: string | undefined;
  level: number | undefined;
}

interface OpenTable {
  readonly cells: TableCells;
  readonly number: number;
  readonly inner: SourceBlock[];
  rowSpan: { columnSpan: number; above: boolean };
  skip: number;
  rowOpen: boolean;
}

/** Parts of a document that are not its text: deleted revisions, the second copy of a drawing, phonetic marks. */
const DROPPED = new Set(['del', 'moveFrom', 'Fallback', 'rt', 'instrText', 'delText', 'fldData']);
const PLAIN: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };

/** Turns the events of `word/document.xml` into blocks. */
export class DocxBody implements XmlHandler {
  readonly blocks: SourceBlock[] = [];
  readonly seen = { deleted: 0, footnotes: 0, boxes: 0, pictures: 0 };
  readonly #budget: Budget;
  readonly #numbering: Numbering;
  readonly #styles: ReadonlyMap<string, ParagraphStyle>;
  readonly #flows: Flow[] = [{ kind: 'body', lines: [], inner: [] }];
  readonly #paragraphs: OpenParagraph[] = [];
  readonly #tables: OpenTable[] = [];
  /** Blocks of text boxes; they follow the paragraph in which they are anchored. */
  #boxed: string[] = [];
  #paragraphCount = 0;
  #tableCount = 0;
  #dropped = 0;
  #inText = false;
  #inTabs = 0;

  constructor(budget: Budget, numbering: Numbering, styles: ReadonlyMap<string, ParagraphStyle>) {
    this.#budget = budget;
    this.#numbering = numbering;
    this.#styles = styles;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#dropped > 0 || DROPPED.has(name)) {
      if (this.#dropped === 0 && (name === 'del' || name === 'moveFrom')) this.seen.deleted++;
      this.#dropped++;
      return;
    }
    if (!this.#openStructure(name, attributes)) this.#openDetail(name, attributes);
  }

  #openStructure(name: string, attributes: Attributes): boolean {
    if (name === 'p') this.#openParagraph();
    else if (name === 'tbl') this.#openTable();
    else if (name === 'tc') this.#openFlow('cell');
    else if (name === 'txbxContent') this.#openFlow('box');
    else if (name === 'gridBefore') this.#skipColumns(attributes['w:val']);
    else if (name === 't') this.#inText = true;
    else return false;
    return true;
  }

  #openDetail(name: string, attributes: Attributes): void {
    const paragraph = this.#paragraphs.at(-1);
    const value = attributes['w:val'];
    const row = this.#tables.at(-1)?.rowSpan;
    if (name === 'gridSpan' && row) row.columnSpan = spanOf(value, SOURCE_LIMITS.columns);
    else if (name === 'vMerge' && row) row.above = value !== 'restart';
    else if (name === 'footnoteReference' || name === 'endnoteReference') this.seen.footnotes++;
    else if (name === 'blip' || name === 'imagedata') this.seen.pictures++;
    else if (name === 'tabs') this.#inTabs++;
    else if (paragraph) this.#openInParagraph(paragraph, name, value ?? '');
  }

  #openInParagraph(paragraph: OpenParagraph, name: string, value: string): void {
    const plain = PLAIN[name];
    if (plain !== undefined && this.#inTabs === 0) paragraph.text += plain;
    else if (name === 'pStyle') paragraph.style = value;
    else if (name === 'outlineLvl' && Number(value) < 9) paragraph.heading = Number(value) + 1;
    else if (name === 'numId') paragraph.list = value;
    else if (name === 'ilvl') paragraph.level = Number(value);
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!this.#inText || this.#dropped > 0 || !paragraph) return;
    this.#budget.text(text);
    paragraph.text += text;
  }

  close(name: string): void {
    if (this.#dropped > 0) {
      this.#dropped--;
      return;
    }
    if (name === 't') this.#inText = false;
    else if (name === 'tabs') this.#inTabs--;
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tc') this.#closeCell();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'tbl') this.#closeTable();
    else if (name === 'txbxContent') this.#closeBox();
  }

  #openFlow(kind: Flow['kind']): void {
    if (this.#flows.length > SOURCE_LIMITS.nesting) throw tooDeep();
    this.#flows.push({ kind, lines: [], inner: [] });
    if (kind === 'box') this.seen.boxes++;
    const table = this.#tables.at(-1);
    if (kind !== 'cell' || !table) return;
    table.rowSpan = { columnSpan: 1, above: false };
    this.#openRow(table);
  }

  #openRow(table: OpenTable): void {
    if (table.rowOpen) return;
    table.rowOpen = true;
    table.cells.openRow(table.skip);
    table.skip = 0;
  }

  #skipColumns(written: string | undefined): void {
    const table = this.#tables.at(-1);
    if (table) table.skip = spanOf(written, SOURCE_LIMITS.columns);
  }

  #openParagraph(): void {
    if (this.#paragraphs.length > SOURCE_LIMITS.nesting) throw tooDeep();
    this.#paragraphs.push({ text: '', style: '', heading: undefined, list: undefined, level: undefined });
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    const flow = this.#flows.at(-1)!;
    if (!paragraph) return;
    const style = this.#styles.get(paragraph.style);
    const numbering = this.#numberOf(paragraph, style);
    const heading = paragraph.heading ?? style?.heading;
    if (flow.kind !== 'body') flow.lines.push(`${numbering}${paragraph.text}`);
    else {
      this.#put(paragraph.text, numbering, heading);
      this.#putBoxes();
    }
  }

  #numberOf({ list, level, text }: OpenParagraph, style: ParagraphStyle | undefined): string {
    const position: ListPosition = { list: list ?? style?.list ?? '0', level: level ?? style?.level ?? 0 };
    return position.list === '0' || text.trim() === '' ? '' : this.#numbering.next(position);
  }

  #put(text: string, numbering: string, heading: number | undefined): void {
    if (text.trim() === '') return;
    this.#budget.paragraph();
    this.#paragraphCount++;
    const place = paragraphPlace(this.#paragraphCount);
    const more = { ...(numbering !== '' && { numbering }), ...(heading !== undefined && { heading }) };
    this.blocks.push({ kind: 'paragraph', text, ...more, place });
  }

  #putBoxes(): void {
    if (this.#paragraphs.length > 0) return;
    for (const line of this.#boxed.splice(0)) this.#put(line, '', undefined);
  }

  #openTable(): void {
    if (this.#tables.length > SOURCE_LIMITS.nesting) throw tooDeep();
    this.#tableCount++;
    this.#tables.push({
      cells: new TableCells(this.#budget),
      number: this.#tableCount,
      inner: [],
      rowSpan: { columnSpan: 1, above: false },
      skip: 0,
      rowOpen: false,
    });
  }

  #closeCell(): void {
    if (this.#flows.at(-1)?.kind !== 'cell') return;
    const flow = this.#flows.pop()!;
    const table = this.#tables.at(-1);
    if (!table) return;
    const text = flow.lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n');
    table.cells.add(text, table.rowSpan);
    table.inner.push(...flow.inner);
  }

  #closeRow(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    this.#openRow(table);
    table.rowOpen = false;
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    const finished = table.cells.finish(table.number);
    const found = [...(finished ? [finished] : []), ...table.inner];
    const flow = this.#flows.at(-1)!;
    if (flow.kind === 'body') this.blocks.push(...found);
    else flow.inner.push(...found);
  }

  #closeBox(): void {
    if (this.#flows.at(-1)?.kind !== 'box') return;
    const { lines, inner } = this.#flows.pop()!;
    const around = this.#flows.at(-1)!;
    if (around.kind === 'body') this.#boxed.push(...lines);
    else around.lines.push(...lines);
    if (around.kind === 'body') this.blocks.push(...inner);
    else around.inner.push(...inner);
  }
}
