/** The formats that are read; `doc` and `xls` are the old binary ones. */
export type SourceFormat = 'docx' | 'xlsx' | 'xls' | 'doc' | 'txt' | 'md' | 'csv' | 'html';

/** Where a piece of a source document stands; `label` says it as a clerk would look for it. */
export interface SourcePlace {
  readonly label: string;
  /** Counted from 1 over the paragraphs that carry text. */
  readonly paragraph?: number;
  /** The line of a text file. */
  readonly line?: number;
  /** Counted from 1 over the tables of the document; row and column inside it too. */
  readonly table?: number;
  readonly row?: number;
  readonly column?: number;
  /** A cell of a workbook, such as `评分表!C7`. */
  readonly cell?: string;
}

/** A heading, paragraph, or line of a list. */
export interface SourceParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** The number that the program printed before it, such as `（一）`; typed numbers stay in `text`. */
  readonly numbering?: string;
  /** 1 for a title or a heading of the first level. */
  readonly heading?: number;
  readonly place: SourcePlace;
}

/** A cell as it was drawn: a merged one stands once, at its upper left corner. */
export interface SourceCell {
  readonly text: string;
  /** Counted from 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly place: SourcePlace;
}

export interface SourceTable {
  readonly kind: 'table';
  /** The name of a workbook's sheet. */
  readonly name?: string;
  readonly rows: number;
  readonly columns: number;
  /** In reading order. */
  readonly cells: readonly SourceCell[];
  readonly place: SourcePlace;
}

export type SourceBlock = SourceParagraph | SourceTable;

/** 原件: what any of the formats says, as blocks in reading order, each with its place. */
export interface SourceDocument {
  readonly format: SourceFormat;
  readonly blocks: readonly SourceBlock[];
  /** What the reader itself left out or could not keep, in Chinese: footnotes, deleted revisions, hidden sheets. */
  readonly remarks: readonly string[];
}

export const paragraphPlace = (paragraph: number): SourcePlace => ({ label: `第${paragraph}段`, paragraph });

export const linePlace = (line: number): SourcePlace => ({ label: `第${line}行`, line });

export const tablePlace = (table: number): SourcePlace => ({ label: `表${table}`, table });

export const tableCellPlace = (table: number, row: number, column: number): SourcePlace => ({
  label: `表${table}第${row}行第${column}列`,
  table,
  row,
  column,
});

/** The whole of a paragraph, with the number that was printed before it. */
export const wholeText = ({ numbering, text }: SourceParagraph): string => (numbering ?? '') + text;
