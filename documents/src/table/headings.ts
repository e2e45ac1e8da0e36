import { type Diagnostic, nearest, type Place } from '@zhunsheng/core/values';
import { plain } from './cells.ts';
import { cellPlace, type TableRow } from './table.ts';

/** A column that a table may have: its key in code, its Chinese heading, and other words clerks use for it. */
export interface ColumnSpec {
  readonly key: string;
  readonly title: string;
  readonly aliases?: readonly string[];
  readonly required?: boolean;
}

/** The columns of a table by key, and the further ones by heading. */
export interface Headings {
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly others: ReadonlyMap<string, number>;
  /** Every column with a heading, those that are read by nobody included. */
  readonly headed: ReadonlySet<number>;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether every required column is there. */
  readonly complete: boolean;
}

/** Title lines above the headings are passed over, but not more than these. */
const MAX_TITLE_ROWS = 20;
/** Headings that are read by nobody: row numbers and remarks. */
const IGNORED = /^(序号|备注|说明)/;

const normal = (heading: string): string =>
  plain(heading)
    .replace(/\s+/g, '')
    .replace(/\(.*$/, '')
    .replace(/[*:]+$/, '')
    .toLowerCase();

function indexOfNames(specs: readonly ColumnSpec[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { key, title, aliases = [] } of specs) {
    for (const name of [key, title, ...aliases]) names.set(normal(name), key);
  }
  return names;
}

/** Headings typed into a single cell with Chinese commas are parted here. */
const headingCells = (row: TableRow): readonly string[] => {
  const filled = row.cells.filter((cell) => cell.trim() !== '');
  return filled.length === 1 && /[\uFF0C、]/.test(filled[0]!) ? filled[0]!.split(/[\uFF0C、]/) : row.cells;
};

/** Whether a row is the row of headings: two known words, or all that is required when that is less. */
function isHeadingRow(cells: readonly string[], names: ReadonlyMap<string, string>): boolean {
  const known = new Set(cells.map((cell) => names.get(normal(cell))).filter((key) => key !== undefined));
  return known.size >= 2;
}

export function unknownHeading(heading: string, specs: readonly ColumnSpec[], place: Place): Diagnostic {
  const guess =
    nearest(
      heading,
      specs.map((s) => s.title),
    ) ??
    nearest(
      heading,
      specs.map((s) => s.key),
    );
  const message = `不认识表头“${heading.slice(0, 40)}”。`;
  const hint = guess
    ? `是否想写“${guess}”？不需要读入的列请把表头写成“备注…”。`
    : `可用的表头：${specs.map((s) => s.title).join('、')}；不需要读入的列请把表头写成“备注…”。`;
  return { code: 'documents.unknown-heading', severity: 'error', message, place, hint };
}

type Located = (column?: number) => Place;

function readHeadings(cells: readonly string[], row: number, specs: readonly ColumnSpec[], place: Located): Headings {
  const names = indexOfNames(specs);
  const columns = new Map<string, number>();
  const others = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  cells.forEach((cell, column) => {
    const heading = plain(cell);
    if (heading === '' || IGNORED.test(heading)) return;
    const key = names.get(normal(cell));
    if (key === undefined && !others.has(heading)) others.set(heading, column);
    else if (key !== undefined && !columns.has(key)) columns.set(key, column);
    else {
      const message = `表头“${heading}”出现了两次。`;
      const hint = '请删去其中一列，或把它的表头写成“备注…”。';
      diagnostics.push({ code: 'documents.duplicate-heading', severity: 'error', message, place: place(column), hint });
    }
  });
  for (const { key, title, required } of specs) {
    if (!required || columns.has(key)) continue;
    const message = `缺少“${title}”这一列。`;
    const hint = `请在表头行加上“${title}”。`;
    diagnostics.push({ code: 'documents.missing-column', severity: 'error', message, place: place(), hint });
  }
  const complete = specs.every(({ key, required }) => !required || columns.has(key));
  const headed = new Set(cells.flatMap((cell, column) => (plain(cell) === '' ? [] : [column])));
  return { row, columns, others, headed, diagnostics, complete };
}

/** Looks for the row of headings among the first rows; `undefined` when there is none. */
export function findHeadings(
  rows: Iterable<TableRow>,
  specs: readonly ColumnSpec[],
  file: string,
  sheet: string | undefined,
): Headings | undefined {
  const names = indexOfNames(specs);
  let seen = 0;
  for (const row of rows) {
    const cells = headingCells(row);
    if (isHeadingRow(cells, names)) {
      return readHeadings(cells, row.row, specs, (column) => cellPlace(file, sheet, row, column));
    }
    if (cells.some((cell) => cell.trim() !== '') && ++seen > MAX_TITLE_ROWS) return undefined;
  }
  return undefined;
}

/** The keys of a JSON record as columns; every spec has its fixed place. */
export function keyIndex(specs: readonly ColumnSpec[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  specs.forEach(({ key, title, aliases = [] }, column) => {
    for (const name of [key, title, ...aliases]) index.set(name, column);
  });
  return index;
}
