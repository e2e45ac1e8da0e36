import type { Fact, UnreadFact } from '@zhunsheng/core/scoring';
import type { EntryTable } from '../table/entries.ts';
import type { TableRow } from '../table/table.ts';
import { RecordPlaces } from './record-places.ts';

/** The facts of a folder in the order in which they were read, with the place of each. */
export class FactLog {
  readonly facts: Fact[] = [];
  /** What is left of rows that a bad cell kept from being facts: their names can be checked all the same. */
  readonly unread: UnreadFact[] = [];
  readonly places = new RecordPlaces();

  /** Adds a fact; `false` when its id is taken. */
  add(fact: Fact, table: EntryTable, row: TableRow): boolean {
    if (!this.places.add(fact.id, table, row)) return false;
    this.facts.push(fact);
    return true;
  }

  /** Notes a row that gave no fact, unless its id is taken. */
  addUnread(row: UnreadFact, table: EntryTable, at: TableRow): void {
    if (this.places.add(row.id, table, at)) this.unread.push(row);
  }
}
