import type { Fact } from '@zhunsheng/core/scoring';
import type { EntryTable } from '../table/entries.ts';
import type { TableRow } from '../table/table.ts';
import { RecordPlaces } from './record-places.ts';

/** The facts of a folder in the order in which they were read, with the place of each. */
export class FactLog {
  readonly facts: Fact[] = [];
  readonly places = new RecordPlaces();

  /** Adds a fact; `false` when its id is taken. */
  add(fact: Fact, table: EntryTable, row: TableRow): boolean {
    if (!this.places.add(fact.id, table, row)) return false;
    this.facts.push(fact);
    return true;
  }
}
