import type { Place } from '@zhunsheng/core/values';
import type { EntryTable } from '../table/entries.ts';
import type { TableRow } from '../table/table.ts';

/**
 * Where each record was read, by id. Places are kept as plain numbers and made into cells only when a diagnostic asks,
 * because there may be hundreds of thousands of records.
 */
export class RecordPlaces {
  readonly #index = new Map<string, number>();
  readonly #tables: EntryTable[] = [];
  readonly #table: number[] = [];
  readonly #row: number[] = [];
  readonly #line: number[] = [];

  /** Notes where a record stands; `false` when its id is taken. */
  add(id: string, table: EntryTable, row: TableRow): boolean {
    if (this.#index.has(id)) return false;
    if (this.#tables.at(-1) !== table) this.#tables.push(table);
    this.#index.set(id, this.#row.length);
    this.#table.push(this.#tables.length - 1);
    this.#row.push(row.row);
    this.#line.push(row.line ?? 0);
    return true;
  }

  /** The row of a record; with a key, the cell of that field where the table has it. */
  place(id: string, key?: string): Place | undefined {
    const at = this.#index.get(id);
    const table = at === undefined ? undefined : this.#tables[this.#table[at]!];
    if (at === undefined || !table) return undefined;
    const line = this.#line[at]!;
    const row: TableRow = { row: this.#row[at]!, cells: [], ...(line > 0 && { line }) };
    return table.place(row, key === undefined ? undefined : table.columns.get(key));
  }

  /** A record's place in a clerk's words: ` facts/一季度.csv A12 `. */
  describe(id: string): string {
    const place = this.place(id, 'id');
    const at = place?.cell === undefined ? '' : /^\d+$/.test(place.cell) ? `第${place.cell}行` : place.cell;
    return place ? ` ${place.file ?? ''} ${at || `第${place.line ?? 0}行`} ` : '别处';
  }
}
