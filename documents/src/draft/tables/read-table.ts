import type { SourceCell, SourceParagraph, SourceTable } from '../../source-document/index.ts';
import { carriesPoints, headingMark, pointsCell } from '../marks.ts';
import { numbered } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import type { FoundSheet } from '../tree.ts';
import { readColumns } from './columns.ts';
import { type Grid, gridOf } from './grid.ts';
import { findHeaderRows } from './header-rows.ts';
import { LevelStack } from './level-stack.ts';
import { OpenItem } from './open-item.ts';
import { planTable, type TablePlan } from './plan.ts';
import { type RowCell, readLine, soleCell, type TableLine } from './table-rows.ts';
import { isTotal } from './totals.ts';

export interface TableReading {
  readonly sheet: FoundSheet;
  /** Titles above the headings and notes below the rows: prose, like the text around a table. */
  readonly prose: readonly SourceParagraph[];
}

const NOTE = /^(?:说明|备注|注|填表说明|评分说明|附注|注意)[：:1一\s]|^(?:说明|备注|注)$/;

const asProse = (cell: SourceCell): SourceParagraph => ({ kind: 'paragraph', text: cell.text, place: cell.place });

/** Reads the rows of one scoring table into its tree. */
class TableReader {
  readonly #plan: TablePlan;
  readonly #report: ReportBuilder;
  readonly #levels: LevelStack;
  readonly sheet: FoundSheet;
  readonly prose: SourceParagraph[] = [];
  #open: OpenItem | undefined;
  #target: FoundSheet['children'] = [];
  #afterHeadings = false;

  constructor(plan: TablePlan, table: SourceTable, report: ReportBuilder) {
    this.#plan = plan;
    this.#report = report;
    this.sheet = { title: '', context: table.name ?? '', points: undefined, place: table.place, children: [] };
    this.#levels = new LevelStack(plan, this.sheet, report);
  }

  read(): void {
    const { grid, headings } = this.#plan;
    for (let row = 0; row < grid.rows; row++) {
      if (row < headings.headingFrom) this.#readAbove(row);
      else if (headings.rows.has(row)) this.#readHeadings(row);
      else this.#readRow(row);
    }
    this.#close();
  }

  /** Rows above the headings: the table's title, and blanks to be filled in by hand. */
  #readAbove(row: number): void {
    this.prose.push(...this.#plan.grid.cellsOf(row).map(asProse));
  }

  #readHeadings(row: number): void {
    const { grid, headings } = this.#plan;
    const cells = grid.cellsOf(row);
    for (const cell of cells) this.#report.account(cell.place);
    const words = cells.map((cell) => cell.text.replace(/\s+/g, '')).join(' ');
    const again = row >= headings.bodyFrom;
    if (cells[0]) this.#report.leave(words, again ? '换页后重复的表头' : '表头', cells[0].place);
    this.#afterHeadings = again;
  }

  #readRow(row: number): void {
    const { grid, columns } = this.#plan;
    const cells = grid.cellsOf(row);
    if (cells.length === 0) return;
    const line = readLine(grid, columns, row);
    const total = cells.find((cell) => isTotal(cell.text));
    if (total && cells.indexOf(total) <= 1) this.#readTotal(total, cells);
    else if (!this.#readSole(row, line)) this.#readLine(line);
    this.#afterHeadings = false;
  }

  #readTotal(total: SourceCell, cells: readonly SourceCell[]): void {
    const figures = cells.filter((cell) => cell !== total).map((cell) => pointsCell(cell.text));
    const inWords = headingMark(total.text)?.points ?? /(\d+(?:\.\d+)?)\s*分?$/.exec(total.text)?.[1];
    const points =
      figures.find((figure) => figure !== undefined) ?? (inWords === undefined ? undefined : Number(inWords));
    for (const cell of cells) this.#report.account(cell.place);
    if (points === undefined) {
      this.#report.leave(cells.map((cell) => cell.text).join(' '), '合计行，没有写明数值', total.place);
      return;
    }
    this.#report.took('total', `${total.text.replace(/\s+/g, '')} ${points}分`, total.place);
    this.#close();
    if (!/小/.test(total.text)) this.sheet.points = points;
    else if (this.#levels.current) this.#levels.current.points ??= points;
  }

  /** A row with one cell over its width: a section, a note, or more words of the item above. */
  #readSole(row: number, line: TableLine): boolean {
    const cell = soleCell(this.#plan.grid, row);
    if (!cell) return false;
    const wide = cell.columnSpan >= Math.max(2, this.#plan.grid.columns - 1);
    const role = this.#plan.columns.roles.get(cell.column);
    if (!wide && role !== 'level' && role !== 'number') return false;
    if (NOTE.test(cell.text) || (wide && cell.text.length > 60 && !headingMark(cell.text))) {
      this.prose.push(asProse(cell));
      return true;
    }
    if (!wide && line.levels.length > 0 && !headingMark(cell.text) && !numbered(cell.text)) return false;
    this.#close();
    this.#levels.openSection(cell);
    return true;
  }

  #readLine(line: TableLine): void {
    const points = line.points.find((cell) => cell.column === this.#plan.pointsColumn);
    if (this.#isNew(line, points)) {
      this.#close();
      this.#target = this.#levels.follow(line);
      this.#open = new OpenItem(line.place, points);
    } else this.#levels.follow(line);
    this.#open?.addLine(line, this.#plan, this.#report);
    for (const cell of [...line.levels, ...line.contents, ...line.points, ...line.standards, line.number]) {
      if (cell) this.#report.account(cell.cell.place);
    }
  }

  #isNew(line: TableLine, points: RowCell | undefined): boolean {
    const open = this.#open;
    if (!open || this.#levels.changes(line)) return true;
    if (points) return points.begins && points.cell !== open.pointsCell?.cell;
    const content = line.contents.find((cell) => cell.begins);
    const title = line.levels.find((cell) => cell.begins && cell.column === this.#plan.titleColumn);
    if (!content && !title) return false;
    // Without marks of its own a row goes on with the item above when that breaks off, or right after a page break.
    if (this.#plan.pointsColumn !== undefined) {
      return (
        !open.breaksOff && !this.#afterHeadings && (line.standards.some((s) => s.begins) || line.number !== undefined)
      );
    }
    return (
      content === undefined || headingMark(content.cell.text) !== undefined || line.standards.some((s) => s.begins)
    );
  }

  #close(): void {
    if (!this.#open) return;
    const item = this.#open.finish();
    this.#open = undefined;
    if (item.text === '' && item.title === '') return;
    this.#target.push(item);
    this.#report.took('item', `${item.points === undefined ? '' : `${item.points}分 `}${item.title}`, item.place);
  }
}

function planOf(table: SourceTable): { plan: TablePlan; grid: Grid } | undefined {
  const grid = gridOf(table);
  const headings = findHeaderRows(grid);
  const columns = readColumns(grid, headings);
  return columns.scoring ? { plan: planTable(grid, headings, columns), grid } : undefined;
}

/** Reads a table as a scoring table; `undefined` when its shape is that of no scoring table. */
export function readTable(table: SourceTable, report: ReportBuilder): TableReading | undefined {
  const planned = planOf(table);
  if (!planned) return undefined;
  const reader = new TableReader(planned.plan, table, report);
  reader.read();
  if (reader.sheet.children.length === 0) return undefined;
  return { sheet: reader.sheet, prose: reader.prose };
}

/** A table that is not read leaves its cells behind, those with figures in 分 as doubts. */
export function leaveTable(table: SourceTable, report: ReportBuilder): void {
  const first = table.cells.find((cell) => cell.text !== '');
  if (!first) return;
  const words = table.cells.map((cell) => cell.text.replace(/\s+/g, '')).filter(Boolean);
  report.leave(`${words.slice(0, 8).join(' ')}${words.length > 8 ? ' …' : ''}`, '不是评分表', table.place);
  for (const cell of table.cells.filter(({ text }) => carriesPoints(text))) {
    const message = `表里的“${cell.text.slice(0, 40)}”写有分值，但这张表不像评分表，没有读入。`;
    report.doubt('points-left-out', message, cell.place, '请核对是否应写进方案。');
  }
  for (const cell of table.cells) report.account(cell.place);
}
