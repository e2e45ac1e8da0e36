import type { SourcePlace } from '../../source-document/index.ts';
import { bracketMark, carriesPoints, countMarks, pointsCell } from '../marks.ts';
import { titleOf } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import { type FoundItem, newItem } from '../tree.ts';
import { ROLE_TITLES, type Role } from './headers.ts';
import type { TablePlan } from './plan.ts';
import type { RowCell, TableLine } from './table-rows.ts';

/** An item that is still being gathered: its rows may be several. */
export class OpenItem {
  readonly place: SourcePlace;
  /** The cell of its full marks, as long as it reaches down. */
  readonly pointsCell: RowCell | undefined;
  #title: string | undefined;
  readonly #words: string[] = [];
  readonly #scoring: string[] = [];
  readonly #evidence: string[] = [];
  readonly #notes: string[] = [];
  readonly #unsure: string[] = [];
  readonly #seen = new Set<unknown>();
  #assessor: string | undefined;
  #method: string | undefined;

  constructor(place: SourcePlace, points: RowCell | undefined) {
    this.place = place;
    this.pointsCell = points;
  }

  /** Whether the words so far break off without a stop, as a row does that goes on over the page. */
  get breaksOff(): boolean {
    const last = this.#scoring.at(-1) ?? this.#words.at(-1) ?? '';
    return last !== '' && !/[。；;！!）)]$/.test(last);
  }

  addLine(line: TableLine, plan: TablePlan, report: ReportBuilder): void {
    const fresh = (cell: RowCell): boolean => !this.#seen.has(cell.cell) && this.#seen.add(cell.cell) !== undefined;
    const title = line.levels.find((cell) => cell.column === plan.titleColumn);
    if (title && fresh(title))
      this.#title = this.#title === undefined ? title.cell.text : `${this.#title}${title.cell.text}`;
    for (const content of line.contents.filter(fresh)) this.#words.push(content.cell.text);
    for (const standard of line.standards.filter(fresh)) this.#addStandard(standard);
    for (const other of line.others.filter(fresh)) this.#addOther(other, plan, report);
  }

  #addStandard(standard: RowCell): void {
    this.#scoring.push(standard.cell.text);
    if (!standard.begins) this.#unsure.push('评分标准的单元格合并了几项，请核对哪些扣分属于这一项');
  }

  #addOther({ cell, column }: RowCell, plan: TablePlan, report: ReportBuilder): void {
    const role: Role = plan.columns.roles.get(column) ?? 'unknown';
    const words = plan.headings.words.get(column) ?? ROLE_TITLES[role];
    if (role === 'evidence') this.#evidence.push(...cell.text.split(/[\n；;]+/).map((entry) => entry.trim()));
    else if (role === 'assessor') this.#assessor = cell.text.replace(/\s*\n\s*/g, '、');
    else if (role === 'method') this.#method = cell.text.replace(/\s*\n\s*/g, '；');
    else if (role === 'blankMarks') report.leave(cell.text, `“${words}”栏是评分时填写的，不属于方案`, cell.place);
    else this.#notes.push(`${words}：${cell.text}`);
    if (role === 'blankMarks') return;
    report.account(cell.place);
    if (carriesPoints(cell.text))
      this.#unsure.push(`“${words}”栏里写有分值（${cell.text.slice(0, 30)}），没有当作评分标准`);
  }

  finish(): FoundItem {
    const [first = '', ...more] = this.#words;
    const column = this.pointsCell && pointsCell(this.pointsCell.cell.text);
    // Several marks in one cell are those of its parts; only one alone is that of the item.
    const several = countMarks(first) > 1;
    const own = several ? undefined : bracketMark(first);
    const mark = own ?? (this.#title === undefined ? undefined : bracketMark(this.#title));
    const inWords = own !== undefined;
    if (several && column === undefined) this.#unsure.push('一格里写了几个分值，没有写明合计');
    const head = inWords && mark ? joinMarked(mark.head, mark.rest) : first;
    const title = titleOf(unmarked(this.#title ?? (head || (this.#scoring[0] ?? ''))));
    const item = newItem(
      title,
      [head, ...more, ...this.#scoring].filter(Boolean).join('\n'),
      column ?? mark?.points,
      this.place,
    );
    item.evidence = this.#evidence.filter((entry) => entry !== '');
    item.assessor = this.#assessor;
    item.method = this.#method;
    item.notes = this.#notes;
    item.unsure = this.#unsure;
    if (column !== undefined && mark && mark.points !== column) {
      item.unsure.push(`分值栏写${column}分，文字里写${mark.points}分，暂按分值栏`);
    }
    if (this.pointsCell && column === undefined) {
      item.notes.push(`分值：${this.pointsCell.cell.text}`);
      item.unsure.push(`分值栏写的是“${this.pointsCell.cell.text.slice(0, 20)}”，不是一个数`);
    }
    return item;
  }
}

const joinMarked = (head: string, rest: string): string =>
  rest === '' ? head : `${head.replace(/[。；;]$/, '')}。${rest}`;
const unmarked = (text: string): string => bracketMark(text)?.head ?? text;
