import { type CellProblem, cellPosition, type TableRow } from '../table/table.ts';
import { Unreadable } from '../unreadable.ts';
import { type XmlHandler, xmlEvents } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';
import { type CellReading, numberCellText } from './cell-text.ts';
import type { NumberFormat } from './number-formats.ts';

/** What the cells of every sheet refer to. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string | undefined;
}

const MAX_COLUMN = 2_000;

function readCell(cell: OpenCell, parts: WorkbookParts): CellReading {
  const { type, value } = cell;
  if (value === undefined || (value === '' && type !== 'str')) {
    if (!cell.formula) return { text: '' };
    return { problem: { message: '公式没有计算结果。', hint: '请用表格软件打开并保存一次，或直接填写数值。' } };
  }
  if (type === 's') return { text: (parts.strings[Number(value)] ?? '').trim() };
  if (type === 'str' || type === 'inlineStr') return { text: value.trim() };
  if (type === 'b') return { text: value === '1' ? '是' : '否' };
  if (type === 'e')
    return { problem: { message: `单元格里是错误值 ${value}。`, hint: '请改正公式，或直接填写数值。' } };
  if (type === 'd') return { text: value.slice(0, 10) };
  return numberCellText(value, parts.formats[cell.style], parts.date1904);
}

/** Gathers rows out of the XML of one sheet; empty rows are not in the XML and are passed over. */
class SheetHandler implements XmlHandler {
  readonly parts: WorkbookParts;
  readonly merges: string[] = [];
  ready: TableRow[] = [];
  #row = 0;
  #cells: string[] = [];
  #problems = new Map<number, CellProblem>();
  #cell: OpenCell | undefined;
  #column = -1;
  #capturing = false;
  #phonetic = false;

  constructor(parts: WorkbookParts) {
    this.parts = parts;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(Number(attributes.r ?? this.#row + 1));
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#capturing = this.#cell !== undefined && !this.#phonetic;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'f' && this.#cell) this.#cell.formula = true;
    else if (name === 'mergeCell' && attributes.ref) this.merges.push(attributes.ref);
  }

  text(text: string): void {
    if (this.#capturing && this.#cell) this.#cell.value = (this.#cell.value ?? '') + text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#capturing = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  }

  #openRow(row: number): void {
    this.#row = row;
    this.#cells = [];
    this.#problems = new Map();
    this.#column = -1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const column = cellPosition(attributes.r ?? '')?.column ?? this.#column + 1;
    if (column > MAX_COLUMN) {
      const hint = '请删去右侧的多余列。';
      throw new Unreadable('documents.too-many-columns', `表格超过${MAX_COLUMN}列。`, hint, { cell: attributes.r });
    }
    this.#column = column;
    const style = Number(attributes.s ?? 0);
    this.#cell = { column, type: attributes.t ?? 'n', style, formula: false, value: undefined };
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (!cell) return;
    this.#cell = undefined;
    const reading = readCell(cell, this.parts);
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = 'text' in reading ? reading.text : '';
    if ('problem' in reading) this.#problems.set(cell.column, reading.problem);
  }

  #closeRow(): void {
    const problems = this.#problems.size > 0 ? { problems: this.#problems } : {};
    this.ready.push({ row: this.#row, cells: this.#cells, ...problems });
  }
}

/** The rows of one sheet, read piece by piece; `merges` is filled as the end of the sheet is reached. */
export function* readSheet(entry: ZipEntry, parts: WorkbookParts, merges: string[]): Generator<TableRow> {
  const handler = new SheetHandler(parts);
  for (const _ of xmlEvents(entry, handler)) {
    yield* handler.ready;
    handler.ready = [];
  }
  merges.push(...handler.merges);
}
