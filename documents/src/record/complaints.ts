import type { Diagnostic, Place } from '@zhunsheng/core/values';
import type { CellValue } from '../table/cells.ts';
import type { EntryTable } from '../table/entries.ts';
import type { TableRow } from '../table/table.ts';

/** A file full of one mistake is told in so many lines; the rest is counted. */
export const MAX_COMPLAINTS = 200;

/** Gathers what is wrong with the rows of one table, each complaint with its cell. */
export class Complaints {
  readonly diagnostics: Diagnostic[] = [];
  /** Empty required cells, held back until it is known which lie in merged ranges. */
  readonly #empty: { row: TableRow; column: number; diagnostic: Diagnostic }[] = [];
  #left = 0;
  readonly table: EntryTable;

  constructor(table: EntryTable) {
    this.table = table;
  }

  get count(): number {
    return this.diagnostics.length + this.#empty.length + this.#left;
  }

  add(code: string, row: TableRow, column: number | undefined, message: string, hint: string): void {
    const place = this.table.place(row, column);
    this.#keep(this.diagnostics, { code, severity: 'error', message, place, hint });
  }

  empty(row: TableRow, column: number, title: string): void {
    const place: Place = this.table.place(row, column);
    const diagnostic: Diagnostic = {
      code: 'documents.empty-cell',
      severity: 'error',
      message: `“${title}”没有填写。`,
      place,
      hint: `每一行都要填写“${title}”。`,
    };
    this.#keep(this.#empty, { row, column, diagnostic });
  }

  /** The value of a cell, or `undefined` after noting what is wrong with it. */
  take<T>(row: TableRow, column: number, reading: CellValue<T>): T | undefined {
    if ('value' in reading) return reading.value;
    this.add('documents.wrong-cell', row, column, reading.message, reading.hint);
    return undefined;
  }

  /** Notes cells that the file itself could not give (formulas without result and the like). */
  addCellProblems(row: TableRow, columns: Iterable<number>): void {
    if (!row.problems) return;
    for (const column of columns) {
      const problem = row.problems.get(column);
      if (problem) this.add('documents.unreadable-cell', row, column, problem.message, problem.hint);
    }
  }

  /** Everything in order; empty cells of merged ranges are covered by the remark on the merge itself. */
  all(file: string): Diagnostic[] {
    const empty = this.#empty.filter(({ row, column }) => !this.table.inMerge(row, column)).map((e) => e.diagnostic);
    const all = [...this.table.remarks(), ...this.diagnostics, ...empty];
    if (this.#left > 0) {
      const message = `还有${this.#left}处问题没有列出。`;
      all.push({
        code: 'documents.more-problems',
        severity: 'error',
        message,
        place: { file },
        hint: '请先改正以上各处。',
      });
    }
    return all;
  }

  #keep<T>(list: T[], entry: T): void {
    if (this.diagnostics.length + this.#empty.length < MAX_COMPLAINTS) list.push(entry);
    else this.#left++;
  }
}
