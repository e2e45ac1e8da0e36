import type { Budget } from './limits.ts';
import type { SourceBlock, SourceCell, SourceParagraph, SourcePlace, SourceTable } from './source-document.ts';

/** How the cells of a line of text are parted: by a bar, by a tab, or by blanks that line up. */
type Parting = 'bar' | 'tab' | 'blanks';

const BAR = /[|│┃｜]/;
const BORDER = /^[\s|│┃｜+\-=:─━┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬═]*$/;
const BORDER_MARK = /[-=─━┄┅┈┉═]/;
const GAP = /(?:[ \u00A0]{2,}|\u3000+[ \u3000]*)/;
const FEWEST_ROWS = 3;

const isBorder = (text: string): boolean => BORDER.test(text) && BORDER_MARK.test(text);

/** Cells of a line with the display column at which each begins. */
interface Part {
  readonly text: string;
  readonly at: number;
}

const displayWidth = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);

function barParts(line: string): Part[] {
  const inner = line
    .trim()
    .replace(/^[|│┃｜]/, '')
    .replace(/[|│┃｜]$/, '');
  return inner.split(BAR).map((text, at) => ({ text: text.replaceAll('<br>', '\n').trim(), at }));
}

const tabParts = (line: string): Part[] => line.split('\t').map((text, at) => ({ text: text.trim(), at }));

function blankParts(line: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const piece of line.split(/((?:[ \u00A0]{2,}|\u3000+[ \u3000]*))/)) {
    if (piece !== '' && !GAP.test(piece)) parts.push({ text: piece.trim(), at });
    at += displayWidth(piece);
  }
  return parts;
}

const PARTS: Record<Parting, (line: string) => Part[]> = { bar: barParts, tab: tabParts, blanks: blankParts };

/** A longer line is no row of a table, whatever it holds. */
const LONGEST_LINE = 20_000;

function partingOf(text: string): Parting | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  if (isBorder(text) && text.trim().length >= 3) return 'bar';
  if (barParts(text).length >= 2 && BAR.test(text.trim())) return 'bar';
  if (tabParts(text.replace(/^\t+/, '')).length >= 2) return 'tab';
  return blankParts(text).length >= 3 ? 'blanks' : undefined;
}

/** A line that carries on a cell of an aligned table: it begins with blanks, or has a gap of its own. */
const continues = (text: string, parting: Parting): boolean =>
  isBorder(text) || (parting === 'blanks' && (/^[\s\u3000]{4,}\S/.test(text) || blankParts(text).length >= 2));

/** The column whose beginning lies nearest to a piece of an aligned line. */
function nearestColumn(starts: readonly number[], at: number): number {
  let best = 0;
  for (const [column, start] of starts.entries()) {
    if (Math.abs(start - at) < Math.abs(starts[best]! - at)) best = column;
  }
  return best;
}

function columnStarts(lines: readonly SourceParagraph[]): number[] {
  const parted = lines.map((line) => blankParts(line.text));
  const widest = parted.reduce((best, parts) => (parts.length > best.length ? parts : best), [] as Part[]);
  return widest.map((part) => part.at);
}

function rowOf(line: SourceParagraph, parting: Parting, starts: readonly number[]): { text: string; column: number }[] {
  const parts = PARTS[parting](line.text);
  if (parting !== 'blanks' || parts.length === starts.length)
    return parts.map(({ text }, column) => ({ text, column }));
  return parts.map(({ text, at }) => ({ text, column: nearestColumn(starts, at) }));
}

function cellPlace(line: SourcePlace, column: number): SourcePlace {
  return { ...line, label: `${line.label}第${column + 1}栏`, column: column + 1 };
}

function tableOf(lines: readonly SourceParagraph[], parting: Parting, budget: Budget): SourceTable {
  const rows = lines.filter((line) => !isBorder(line.text));
  const starts = parting === 'blanks' ? columnStarts(rows) : [];
  const cells = rows.flatMap((line, row) =>
    rowOf(line, parting, starts)
      .filter(({ text }) => text !== '')
      .map(({ text, column }): SourceCell => {
        budget.cells();
        return { text, row, column, rowSpan: 1, columnSpan: 1, place: cellPlace(line.place, column) };
      }),
  );
  const columns = cells.reduce((most, cell) => Math.max(most, cell.column + 1), 0);
  return { kind: 'table', rows: rows.length, columns, cells, place: lines[0]!.place };
}

/** How far a table reaches that begins at this line; the parting of its first line is that of all. */
function reach(blocks: readonly SourceBlock[], from: number, parting: Parting): number {
  let to = from;
  for (; to < blocks.length; to++) {
    const block = blocks[to]!;
    if (block.kind !== 'paragraph') break;
    if (partingOf(block.text) !== parting && !(to > from && continues(block.text, parting))) break;
  }
  return to;
}

const enough = (rows: number, parting: Parting): boolean => rows >= (parting === 'bar' ? 2 : FEWEST_ROWS);

/** Finds tables that were written as lines of text (bars, tabs, aligned blanks) and puts them in place of the lines. */
export function findTextTables(blocks: readonly SourceBlock[], budget: Budget): SourceBlock[] {
  const found: SourceBlock[] = [];
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at]!;
    const parting = block.kind === 'paragraph' ? partingOf(block.text) : undefined;
    const end = parting ? reach(blocks, at, parting) : at;
    const lines = blocks.slice(at, end) as SourceParagraph[];
    if (parting && enough(lines.filter((line) => !isBorder(line.text)).length, parting)) {
      found.push(tableOf(lines, parting, budget));
      at = end;
      continue;
    }
    found.push(block);
    at++;
  }
  return found.map((block) =>
    block.kind === 'paragraph' ? { ...block, text: tidy(block.text) } : { ...block, cells: block.cells.map(tidyCell) },
  );
}

/** Long runs of blanks carry no meaning once tables have been found, and every later pattern would walk them. */
const tidy = (text: string): string =>
  text
    .replace(/[\t\u00A0]+/g, ' ')
    .replace(/[ \u3000]{3,}/g, '  ')
    .trim();

const tidyCell = (cell: SourceCell): SourceCell => ({ ...cell, text: tidy(cell.text) });
