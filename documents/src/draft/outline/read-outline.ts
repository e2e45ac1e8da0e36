import type { SourceParagraph, SourcePlace } from '../../source-document/index.ts';
import { carriesPoints, headingMark, saysScoring } from '../marks.ts';
import { titleOf } from '../numbers.ts';
import type { ReportBuilder } from '../report.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, newIndicator, newItem } from '../tree.ts';
import { buildOutline, linesOf, type OutlineNode } from './build-outline.ts';

const isMarked = (node: OutlineNode): boolean => headingMark(node.text) !== undefined;

/** Nodes that carry full marks, or have such below them; found once, for whole documents are asked often. */
class MarkedNodes {
  readonly #below = new Map<OutlineNode, boolean>();

  has(node: OutlineNode): boolean {
    const known = this.#below.get(node);
    if (known !== undefined) return known;
    const answer = isMarked(node) || node.children.some((child) => this.has(child));
    this.#below.set(node, answer);
    return answer;
  }
}

/** 日常考核（20分）、年终考核（70分）: parts of the total, for the reader of the frame. */
const COMPONENT =
  /^(?:日常|平时|年终|年度|季度|半年|自查|自评|民主|社会|领导|组织|第三方|满意度|公众|群众|集中|实地|书面|评议).{0,14}(?:考核|评价|评议|测评|自评|评估|抽查)?$/;

/** Words of the frame: what holds for the whole assessment is no item, though it speaks of points. */
const FRAME = /等次|等级|优秀|名额|总分|一票否决|分数线|权重|附则|奖惩|结果运用/;

/** Titles that name whose table it is: tables of their own rather than parts of one. */
const OWN_TABLE = /附\s*[件表]|评分表|考核表|评分标准|评分细则|适用于/;

function leaves(node: OutlineNode, marked: MarkedNodes): OutlineNode[] {
  const below = node.children.filter((child) => marked.has(child));
  return below.length === 0 ? [node] : below.flatMap((child) => leaves(child, marked));
}

/** Whether marked paragraphs make a scoring table: several items, and words that say how points go. */
function isScoring(node: OutlineNode, marked: MarkedNodes): boolean {
  const items = leaves(node, marked).filter(isMarked);
  if (items.length < 2) return false;
  if (items.every((item) => COMPONENT.test(headingMark(item.text)!.head))) return false;
  const scoring = items.filter((item) => linesOf(item).some(({ text }) => saysScoring(text))).length;
  return scoring > 0 || items.length >= 4;
}

/** The paragraphs under which scoring tables stand, each for one table. */
function containers(node: OutlineNode, marked: MarkedNodes): OutlineNode[] {
  const below = node.children.filter((child) => marked.has(child));
  if (below.length === 0) return [];
  const [only] = below;
  // 考核内容及分值（满分100分）: the mark is that of the whole table.
  if (only && below.length === 1 && only.children.some((child) => marked.has(child))) return containers(only, marked);
  if (below.some(isMarked)) return [node];
  const apart = below.length > 1 && below.every((child) => OWN_TABLE.test(child.text) || child.style === 'annex');
  const scoring = below.filter((child) => isScoring(child, marked));
  if (below.length === 1 || apart || scoring.length < 2) return below.flatMap((child) => containers(child, marked));
  return [node];
}

class OutlineReader {
  readonly #report: ReportBuilder;
  readonly #marked: MarkedNodes;

  constructor(report: ReportBuilder, marked: MarkedNodes) {
    this.#report = report;
    this.#marked = marked;
  }

  sheet(node: OutlineNode, title: string): FoundSheet {
    const children = node.children.flatMap((child) => this.#convert(child));
    const place = node.style === 'root' ? (children[0]?.place ?? node.place) : node.place;
    return { title, context: node.text, points: headingMark(node.text)?.points, place, children };
  }

  #convert(node: OutlineNode): (FoundIndicator | FoundItem)[] {
    const below = node.children.filter((child) => this.#marked.has(child));
    if (below.length > 0) return [this.#indicator(node)];
    if (isMarked(node)) return [this.#item(node)];
    // Scoring words without marks, beside items that have them: an item whose marks are not known.
    const lines = linesOf(node);
    return lines.some(({ text }) => saysScoring(text)) && !lines.some(({ text }) => FRAME.test(text))
      ? [this.#item(node)]
      : [];
  }

  #indicator(node: OutlineNode): FoundIndicator {
    const mark = headingMark(node.text);
    const indicator = newIndicator(titleOf(mark?.head ?? node.text), mark?.points, node.place);
    this.#report.took('indicator', node.text.slice(0, 60), node.place);
    for (const { text, place } of [
      { text: mark?.rest ?? '', place: node.place },
      ...node.body.map((paragraph) => ({ text: paragraph.text, place: paragraph.place })),
    ]) {
      if (text !== '') this.#leaveWords(text, place);
    }
    for (const child of node.children) indicator.children.push(...this.#convert(child));
    return indicator;
  }

  #leaveWords(text: string, place: SourcePlace): void {
    if (carriesPoints(text)) {
      const message = `“${text.slice(0, 40)}”写在一组考核内容的标题下，没有归入哪一项。`;
      this.#report.doubt('points-left-out', message, place, '请核对是否应写进某一项的评分标准。');
    }
    this.#report.leave(text, '一组考核内容的说明', place);
  }

  #item(node: OutlineNode): FoundItem {
    const mark = headingMark(node.text);
    const [, ...more] = linesOf(node);
    const own = mark === undefined ? node.text : join(mark.head, mark.rest);
    const text = [own, ...more.map((line) => line.text)].join('\n');
    const item = newItem(titleOf(mark?.head ?? node.text), text, mark?.points, node.place);
    this.#report.took('item', `${mark ? `${mark.points}分 ` : ''}${item.title}`, node.place);
    for (const { place } of more) this.#report.account(place);
    return item;
  }
}

const join = (head: string, rest: string): string =>
  rest === '' ? head : `${head.replace(/[。；;：:]$/, '')}。${rest}`;

/** Reads scoring tables that are written as numbered paragraphs (一、（一）1.①) with marks behind their headings. */
export function readOutline(paragraphs: readonly SourceParagraph[], report: ReportBuilder): FoundSheet[] {
  const root = buildOutline(paragraphs);
  const marked = new MarkedNodes();
  if (!marked.has(root)) return [];
  return containers(root, marked)
    .filter((node) => isScoring(node, marked))
    .map((node) => new OutlineReader(report, marked).sheet(node, headingMark(node.text)?.head ?? node.text));
}
