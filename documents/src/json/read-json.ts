import type { Diagnostic, Place } from '@zhunsheng/core/values';
import type { EntryTable } from '../table/entries.ts';
import { type ColumnSpec, keyIndex, unknownHeading } from '../table/headings.ts';
import type { CellProblem, TableRow } from '../table/table.ts';
import { type ByteSource, decodeChunks } from '../text/encoding.ts';
import { Unreadable } from '../unreadable.ts';

/** An array is parsed whole; what is larger belongs into JSON lines, which stream. */
const MAX_ARRAY_CHARS = 64 * 1024 * 1024;
const MAX_LINE_CHARS = 1024 * 1024;

interface JsonRecord {
  readonly value: unknown;
  readonly row: number;
  readonly line?: number;
}

/** The lines of a text in pieces. */
function* linesOf(texts: Iterable<string>): Generator<string> {
  let rest = '';
  for (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARS) throw new Unreadable('documents.too-large', '一行过长。', '每行写一条记录。');
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function parseJson(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const hint = '请检查引号、逗号与括号；JSON 里只能用半角符号。';
    throw new Unreadable('documents.broken-json', 'JSON 写法不对，无法解读。', hint, place);
  }
}

function* jsonLines(source: ByteSource): Generator<JsonRecord> {
  let line = 0;
  for (const text of linesOf(decodeChunks(source))) {
    line++;
    if (text.trim() !== '') yield { value: parseJson(text, { line }), row: line, line };
  }
}

/** Where the parser stopped, as line and column. */
function brokenAt(text: string, error: unknown): Place {
  const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? Number.NaN);
  if (!Number.isFinite(offset)) return {};
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function parseWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return parseJson(text, brokenAt(text, error));
  }
}

function* jsonArray(source: ByteSource): Generator<JsonRecord> {
  const texts: string[] = [];
  let length = 0;
  for (const text of decodeChunks(source)) {
    length += text.length;
    if (length > MAX_ARRAY_CHARS) {
      throw new Unreadable('documents.too-large', 'JSON 列表过大。', '请改为每行一条记录（.jsonl），或用 CSV。');
    }
    texts.push(text);
  }
  const value = parseWhole(texts.join(''));
  if (!Array.isArray(value)) throw new Unreadable('documents.no-list', 'JSON 应为列表。', '请写成 [ {…}, {…} ]。');
  for (const [at, entry] of value.entries()) yield { value: entry, row: at + 1 };
}

const startsAsArray = (source: ByteSource): boolean => {
  for (const text of decodeChunks(source)) {
    const first = text.trimStart();
    if (first !== '') return first.startsWith('[');
  }
  return false;
};

interface CellsOf {
  readonly cells: string[];
  readonly lists: Map<number, readonly string[]>;
  readonly problems: Map<number, CellProblem>;
}

const NOT_PLAIN: CellProblem = { message: '此处应为文字、数字或日期。', hint: '请不要写成嵌套的内容。' };

function setCell(into: CellsOf, column: number, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value === 'string' || typeof value === 'number') into.cells[column] = String(value);
  else if (typeof value === 'boolean') into.cells[column] = value ? '是' : '否';
  else if (Array.isArray(value) && value.every((v): v is string => typeof v === 'string')) {
    into.lists.set(column, value);
    into.cells[column] = value.join(';');
  } else into.problems.set(column, NOT_PLAIN);
}

/** The columns of records: the specs in their order, then each further key as it appears. */
class RecordColumns {
  readonly known: ReadonlyMap<string, number>;
  readonly columns: ReadonlyMap<string, number>;
  readonly others = new Map<string, number>();
  readonly width: number;

  constructor(specs: readonly ColumnSpec[]) {
    this.known = keyIndex(specs);
    this.columns = new Map(specs.map(({ key }, column) => [key, column]));
    this.width = specs.length;
  }

  /** The column of a key; a new one where the key is not known. */
  of(key: string): number {
    const known = this.known.get(key) ?? this.others.get(key);
    if (known !== undefined) return known;
    const column = this.width + this.others.size;
    this.others.set(key, column);
    return column;
  }

  keyOf(column: number): string {
    const all = [...this.columns, ...this.others];
    return all.find(([, at]) => at === column)?.[0] ?? '';
  }
}

function recordRow({ value, row, line }: JsonRecord, columns: RecordColumns): TableRow {
  const place: Place = line === undefined ? { path: [row - 1] } : { line };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable('documents.no-record', '每条记录应为若干“键: 值”。', '请写成 {"类型": "…", …}。', place);
  }
  const into: CellsOf = {
    cells: Array.from({ length: columns.width }, () => ''),
    lists: new Map(),
    problems: new Map(),
  };
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) flatten(key, entry, into, columns);
    else setCell(into, columns.of(key), entry);
  }
  return {
    row,
    ...(line !== undefined && { line }),
    cells: into.cells,
    ...(into.lists.size > 0 && { lists: into.lists }),
    ...(into.problems.size > 0 && { problems: into.problems }),
  };
}

/** `attributes: {人数: 12}` stands for a column 人数; any other nested value is no cell. */
function flatten(key: string, value: object, into: CellsOf, columns: RecordColumns): void {
  if (key !== 'attributes') setCell(into, columns.of(key), value);
  else for (const [name, figure] of Object.entries(value)) setCell(into, columns.of(name), figure);
}

/**
 * Records of a JSON file (an array, or one record a line, which streams) as table rows, with English or Chinese keys.
 *
 * Keys that no spec names are known only after reading; `strict` reports each of them once.
 */
export function jsonEntries(
  source: ByteSource,
  specs: readonly ColumnSpec[],
  file: string,
  strict: boolean,
): EntryTable {
  const columns = new RecordColumns(specs);
  const records = startsAsArray(source) ? jsonArray : jsonLines;
  // Whoever reads further columns (attributes) must know them before the first row.
  if (!strict) for (const record of records(source)) recordRow(record, columns);
  const place = (row: TableRow, column?: number): Place => {
    const path = [row.row - 1, ...(column === undefined ? [] : [columns.keyOf(column)])];
    return { file, ...(row.line !== undefined && { line: row.line }), path };
  };
  const remarks = (): Diagnostic[] =>
    strict ? [...columns.others.keys()].map((key) => unknownHeading(key, specs, { file })) : [];
  return {
    columns: columns.columns,
    others: strict ? new Map() : columns.others,
    byHand: false,
    rows: function* () {
      for (const record of records(source)) yield recordRow(record, columns);
    },
    place,
    headingPlace: () => ({ file }),
    remarks,
    inMerge: () => false,
  };
}
