import type { Fact } from '@zhunsheng/core/scoring';
import type { Place } from '@zhunsheng/core/values';
import type { EntryTable } from '../table/entries.ts';
import type { TableRow } from '../table/table.ts';

/**
 * The facts of a folder with the place of each. Places are kept as plain numbers and made into cells only when a
 * diagnostic asks, because there may be hundreds of thousands of facts.
 */
export class FactLog {
  readonly facts: Fact[] = [];
  readonly #index = new Map<string, number>();
  readonly #sources: EntryTable[] = [];
  readonly #source: number[] = [];
  readonly #row: number[] = [];
  readonly #line: number[] = [];

  openSource(table: EntryTable): number {
    return this.#sources.push(table) - 1;
  }

  /** Adds a fact; `false` when its id is taken. */
  add(fact: Fact, source: number, row: TableRow): boolean {
    if (this.#index.has(fact.id)) return false;
    this.#index.set(fact.id, this.facts.length);
    this.facts.push(fact);
    this.#source.push(source);
    this.#row.push(row.row);
    this.#line.push(row.line ?? 0);
    return true;
  }

  /** Where a fact was read; with a key, the cell of that field. */
  place(id: string, key?: string): Place | undefined {
    const at = this.#index.get(id);
    const table = at === undefined ? undefined : this.#sources[this.#source[at]!];
    if (at === undefined || !table) return undefined;
    const line = this.#line[at]!;
    const row: TableRow = { row: this.#row[at]!, cells: [], ...(line > 0 && { line }) };
    return table.place(row, key === undefined ? undefined : table.columns.get(key));
  }

  /** A fact's place in a clerk's words. */
  describe(id: string): string {
    const place = this.place(id, 'id');
    return place ? ` ${place.file ?? ''} ${place.cell ?? `第${place.line ?? 0}行`} ` : '别处';
  }
}
