import type { SourceCell } from '../../source-document/index.ts';
import { headingMark, pointsCell } from '../marks.ts';
import { withoutNumber } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, newIndicator } from '../tree.ts';
import type { TablePlan } from './plan.ts';
import type { TableLine } from './table-rows.ts';

interface OpenLevel {
  readonly cell: SourceCell;
  readonly text: string;
  readonly node: FoundIndicator;
}

const clean = (text: string): string => withoutNumber(text.replace(/\s+/g, ''));

/** The indicators around the rows that are being read: those of section rows, then one for each level column. */
export class LevelStack {
  readonly #plan: TablePlan;
  readonly #sheet: FoundSheet;
  readonly #report: ReportBuilder;
  #section: FoundIndicator | undefined;
  #levels: (OpenLevel | undefined)[] = [];

  constructor(plan: TablePlan, sheet: FoundSheet, report: ReportBuilder) {
    this.#plan = plan;
    this.#sheet = sheet;
    this.#report = report;
  }

  /** A row that is one heading over the whole width begins a new section. */
  openSection(cell: SourceCell): void {
    const mark = headingMark(cell.text);
    this.#section = newIndicator(clean(mark?.head ?? cell.text), mark?.points, cell.place);
    this.#sheet.children.push(this.#section);
    this.#levels = [];
    this.#report.took('indicator', cell.text, cell.place);
  }

  /** Whether a row begins another group than the one above: its words are then no continuation of the item above. */
  changes(line: TableLine): boolean {
    return this.#plan.levelColumns.some((column, depth) => {
      const here = line.levels.find((level) => level.column === column);
      const open = this.#levels[depth];
      return here?.begins === true && here.cell !== open?.cell && here.cell.text !== open?.text;
    });
  }

  /** Follows the level columns of a row; gives where its item belongs. */
  follow(line: TableLine): (FoundIndicator | FoundItem)[] {
    this.#plan.levelColumns.forEach((column, depth) => {
      const here = line.levels.find((level) => level.column === column);
      const open = this.#levels[depth];
      // A blank level cell means the same as above, as long as nothing further out has changed.
      if (!here || here.cell === open?.cell || (here.cell.text === open?.text && here.begins)) return;
      this.#levels = this.#levels.slice(0, depth);
      this.#levels[depth] = this.#open(here.cell, depth);
    });
    this.#takePoints(line);
    return (this.#innermost()?.children ?? this.#sheet.children) as (FoundIndicator | FoundItem)[];
  }

  #open(cell: SourceCell, depth: number): OpenLevel {
    const joined = cell.text.replace(/\s*\n\s*/g, '');
    const mark = headingMark(joined);
    const node = newIndicator(clean(mark?.head ?? joined), mark?.points, cell.place);
    const parent = this.#levels.slice(0, depth).findLast((level) => level !== undefined)?.node ?? this.#section;
    (parent?.children ?? this.#sheet.children).push(node);
    this.#report.took('indicator', joined, cell.place);
    return { cell, text: cell.text, node };
  }

  #takePoints(line: TableLine): void {
    for (const { cell, begins, column } of line.points) {
      const level = this.#plan.levelOfPoints.get(column);
      if (level === undefined || !begins) continue;
      const node = this.#levels[this.#plan.levelColumns.indexOf(level)]?.node ?? this.#section;
      const points = pointsCell(cell.text);
      this.#report.account(cell.place);
      if (node && points !== undefined) node.points ??= points;
    }
  }

  #innermost(): FoundIndicator | undefined {
    return this.#levels.findLast((level) => level !== undefined)?.node ?? this.#section;
  }

  /** The indicator that a 小计 sums up. */
  get current(): FoundIndicator | undefined {
    return this.#section ?? this.#levels[0]?.node;
  }
}
