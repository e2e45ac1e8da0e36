import { type SourceParagraph, type SourcePlace, wholeText } from '../../source-document/index.ts';
import { numbered } from '../numbers.ts';

/** A numbered paragraph or a heading, with what stands below it. */
export interface OutlineNode {
  /** What numbers it: `chinese`, `bracketDecimal`, `heading2` …; siblings share it. */
  readonly style: string;
  /** The words behind the number. */
  readonly text: string;
  readonly place: SourcePlace;
  /** Paragraphs below it that carry no number of their own. */
  readonly body: SourceParagraph[];
  readonly children: OutlineNode[];
}

/** 附件2：, 附表一: what follows begins anew, whatever was open before. */
export const ANNEX = /^附\s*[件表录]\s*[\d一二三四五六七八九十０-９]*\s*[:：.、]?/;

const newNode = (style: string, text: string, place: SourcePlace): OutlineNode => ({
  style,
  text,
  place,
  body: [],
  children: [],
});

function styleOf(paragraph: SourceParagraph): { style: string; text: string } | undefined {
  const whole = wholeText(paragraph).trim();
  if (ANNEX.test(whole) && whole.length <= 60) return { style: 'annex', text: whole };
  const number = numbered(whole);
  if (number && number.text !== '') return { style: number.style, text: number.text };
  return paragraph.heading === undefined ? undefined : { style: `heading${paragraph.heading}`, text: whole };
}

/** Deeper than any outline is; a file that numbers every line in a style of its own goes no further down. */
const MAX_DEPTH = 12;

/** How many levels of the open ones stay open for a paragraph of this style. */
function keep(open: readonly OutlineNode[], style: string): number {
  if (style === 'annex') return 1;
  const same = open.findIndex((node, at) => at > 0 && node.style === style);
  if (same > 0) return same;
  if (!style.startsWith('heading')) return Math.min(open.length, MAX_DEPTH);
  // A heading of Word stands above every number that is not itself a heading.
  const level = Number(style.slice(7));
  const deeper = open.findIndex(
    (node, at) =>
      at > 0 && !(node.style === 'annex' || (node.style.startsWith('heading') && Number(node.style.slice(7)) < level)),
  );
  return deeper > 0 ? deeper : open.length;
}

/** Arranges paragraphs by their numbers: a style that was open before closes what was opened after it. */
export function buildOutline(paragraphs: readonly SourceParagraph[]): OutlineNode {
  const root = newNode('root', '', paragraphs[0]?.place ?? { label: '' });
  const open: OutlineNode[] = [root];
  for (const paragraph of paragraphs) {
    const styled = styleOf(paragraph);
    if (!styled) {
      open.at(-1)!.body.push(paragraph);
      continue;
    }
    open.length = keep(open, styled.style);
    const node = newNode(styled.style, styled.text, paragraph.place);
    open.at(-1)!.children.push(node);
    open.push(node);
  }
  return root;
}

/** A node's own words and those of everything below it, line by line. */
export function linesOf(node: OutlineNode): { text: string; place: SourcePlace }[] {
  return [
    { text: node.text, place: node.place },
    ...node.body.map((paragraph) => ({ text: wholeText(paragraph), place: paragraph.place })),
    ...node.children.flatMap(linesOf),
  ];
}
