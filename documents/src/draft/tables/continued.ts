import type { SourceBlock, SourceCell, SourceTable } from '../../source-document/index.ts';
import { gridOf } from './grid.ts';
import { findHeaderRows } from './header-rows.ts';

const headingsOf = (table: SourceTable) => findHeaderRows(gridOf(table));

/** A table that goes on after a page break: as many columns, and no headings of its own or the same ones again. */
function continues(table: SourceTable, above: SourceTable): boolean {
  if (table.columns > above.columns || table.columns < above.columns - 1 || table.name !== above.name) return false;
  const first = headingsOf(above);
  const own = headingsOf(table);
  if (first.named.size === 0) return false;
  if (own.named.size === 0) return own.rows.size === 0;
  if (own.headingFrom > 0) return false;
  return [...own.words].every(([column, words]) => first.words.get(column) === words);
}

function append(above: SourceTable, table: SourceTable): SourceTable {
  const cells = table.cells.map((cell): SourceCell => ({ ...cell, row: cell.row + above.rows }));
  return { ...above, rows: above.rows + table.rows, cells: [...above.cells, ...cells] };
}

/** Puts the parts of a table that pages cut apart together again. */
export function joinContinued(blocks: readonly SourceBlock[]): SourceBlock[] {
  const joined: SourceBlock[] = [];
  for (const block of blocks) {
    const above = joined.at(-1);
    if (block.kind === 'table' && above?.kind === 'table' && continues(block, above)) {
      joined[joined.length - 1] = append(above, block);
    } else joined.push(block);
  }
  return joined;
}
