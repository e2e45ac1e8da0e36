import { type SourceParagraph, wholeText } from '../../source-document/index.ts';
import { bracketMark, saysScoring } from '../marks.ts';
import { numbered, titleOf } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import { roleOfHeading } from '../tables/headers.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, newIndicator, newItem } from '../tree.ts';

/** What a line of a flattened table was: one cell each, the drawing lost. */
type CellKind = 'heading' | 'group' | 'content' | 'standard' | 'fragment' | 'prose';

interface Line {
  readonly paragraph: SourceParagraph;
  readonly text: string;
  kind: CellKind;
  readonly points: number | undefined;
  readonly head: string;
}

const SHORT = 14;
const FRAGMENT = 8;
/** Lines of prose that may stand between two cells of the same table. */
const GAP = 2;

function lineOf(paragraph: SourceParagraph): Line {
  const text = wholeText(paragraph).trim();
  const mark = bracketMark(text);
  const closed = mark !== undefined && mark.rest === '';
  const base = { paragraph, text, points: closed ? mark.points : undefined, head: closed ? mark.head : text };
  if (roleOfHeading(text)) return { ...base, kind: 'heading' };
  if (closed) return { ...base, kind: 'content' };
  if (saysScoring(text)) return { ...base, kind: 'standard' };
  return { ...base, kind: text.length <= FRAGMENT && !/[。；，：,;:]/.test(text) ? 'fragment' : 'prose' };
}

const isShortTitle = (text: string): boolean => text.length <= SHORT && !/[，,。；;：:]/.test(text) && !numbered(text);

/** A short marked line above another marked line is the name of a group; so is a mark alone below torn words. */
function findGroups(lines: readonly Line[]): void {
  lines.forEach((line, at) => {
    if (line.kind !== 'content') return;
    const next = lines.slice(at + 1).find(({ kind }) => kind !== 'fragment');
    if (line.head === '' || (isShortTitle(line.head) && next?.kind === 'content')) line.kind = 'group';
  });
}

/** Where the cells of one table stand together. */
function regions(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  let open: Line[] = [];
  let gap = 0;
  for (const line of lines) {
    gap = line.kind === 'prose' || line.kind === 'fragment' ? gap + 1 : 0;
    if (line.kind === 'prose' && (gap > GAP || open.length === 0)) {
      if (open.length > 0) found.push(open);
      open = [];
    } else open.push(line);
  }
  if (open.length > 0) found.push(open);
  return found;
}

const isTable = (lines: readonly Line[]): boolean =>
  lines.filter((line) => line.kind === 'content').length >= 2 && lines.some((line) => line.kind === 'standard');

/** Joins the cells of a flattened table again: group, requirement with marks, standard. */
class FlattenedReader {
  readonly #report: ReportBuilder;
  readonly sheet: FoundSheet;
  #group: FoundIndicator | undefined;
  #open: { item: FoundItem; standards: number } | undefined;
  #orphan: FoundItem | undefined;
  #fragments: Line[] = [];

  constructor(report: ReportBuilder, first: Line) {
    this.#report = report;
    this.sheet = { title: '', context: '', points: undefined, place: first.paragraph.place, children: [] };
  }

  read(lines: readonly Line[]): void {
    lines.forEach((line, at) => {
      if (line.kind === 'fragment') {
        this.#fragments.push(line);
        return;
      }
      this.#readLine(line, lines[at + 1]);
      this.#dropFragments();
    });
    this.#dropFragments();
  }

  #dropFragments(): void {
    for (const { text, paragraph } of this.#fragments.splice(0)) {
      this.#report.leave(text, '零碎文字，看不出属于哪一格', paragraph.place);
    }
  }

  #readLine(line: Line, next: Line | undefined): void {
    if (line.kind === 'heading') this.#report.leave(line.text, '表头', line.paragraph.place);
    else if (line.kind === 'group') this.#openGroup(line);
    else if (line.kind === 'content') this.#openItem(line, next);
    else if (line.kind === 'standard') this.#addStandard(line);
  }

  #openGroup({ head, points, paragraph }: Line): void {
    const torn = this.#fragments.splice(0);
    for (const piece of torn) this.#report.account(piece.paragraph.place);
    const title = `${torn.map((piece) => piece.text).join('')}${head}`;
    this.#group = newIndicator(title || '未写明项目', points, (torn[0] ?? { paragraph }).paragraph.place);
    this.#open = undefined;
    this.#orphan = undefined;
    this.sheet.children.push(this.#group);
    this.#report.took('indicator', `${title}（${points}分）`, paragraph.place);
  }

  #put(item: FoundItem): void {
    (this.#group?.children ?? this.sheet.children).push(item);
  }

  #openItem({ head, points, paragraph }: Line, next: Line | undefined): void {
    const item = newItem(titleOf(head), head, points, paragraph.place);
    this.#report.took('item', `${points}分 ${item.title}`, paragraph.place);
    const orphan = this.#orphan;
    const own = next?.kind === 'standard';
    if (orphan && !own && head.length > SHORT) {
      // The order of the two cells was turned round: the sentence before is the only one that this item can have.
      this.#remove(orphan);
      this.#report.forget(orphan.place);
      item.text = `${head}\n${orphan.text}`;
      item.unsure.push('评分标准排在考核内容之前，次序已乱，请核对是否属于这一项');
    }
    this.#leaveFullGroup(item);
    this.#put(item);
    this.#orphan = undefined;
    this.#open = { item, standards: orphan && !own ? 1 : 0 };
  }

  /** An item that has more marks than its group has left belongs to another one, whose name was lost. */
  #leaveFullGroup(item: FoundItem): void {
    const group = this.#group;
    if (group?.points === undefined || item.points === undefined) return;
    const used = group.children.reduce((sum, child) => sum + (child.points ?? 0), 0);
    if (used + item.points <= group.points) return;
    item.unsure.push(`放进“${group.title}”（${group.points}分）会超出分值，原件里它的项目名称可能缺失`);
    this.#group = undefined;
  }

  #remove(item: FoundItem): void {
    const around = this.#group?.children ?? this.sheet.children;
    const at = around.indexOf(item);
    if (at >= 0) around.splice(at, 1);
  }

  #addStandard({ text, paragraph }: Line): void {
    this.#report.account(paragraph.place);
    if (this.#open && this.#open.standards === 0) {
      this.#open.item.text = `${this.#open.item.text}\n${text}`;
      this.#open.standards++;
      return;
    }
    const item = newItem(titleOf(text), text, undefined, paragraph.place);
    item.unsure.push('前面没有与它对应的考核内容和分值，原件在这里缺失或错位');
    this.#put(item);
    this.#orphan = item;
    this.#open = undefined;
    this.#report.took('item', item.title, paragraph.place);
  }
}

/** Reads tables that were copied without their drawing, so that every cell is a line of its own. */
export function readFlattened(paragraphs: readonly SourceParagraph[], report: ReportBuilder): FoundSheet[] {
  const lines = paragraphs.map(lineOf);
  findGroups(lines);
  return regions(lines)
    .filter(isTable)
    .map((region) => {
      const reader = new FlattenedReader(report, region[0]!);
      reader.read(region);
      return reader.sheet;
    });
}

/** Whether lines with marks are cells rather than numbered paragraphs: most of them carry no number. */
export function looksFlattened(paragraphs: readonly SourceParagraph[]): boolean {
  const marked = paragraphs.filter((paragraph) => {
    const mark = bracketMark(wholeText(paragraph).trim());
    return mark !== undefined && mark.rest === '';
  });
  const plain = marked.filter((paragraph) => !numbered(wholeText(paragraph).trim()) && paragraph.heading === undefined);
  return marked.length >= 2 && plain.length * 2 > marked.length;
}
