import { type SourceParagraph, wholeText } from '../../source-document/index.ts';
import { numbered } from '../numbers.ts';
import type { Section, Sentence } from './found-frame.ts';

/** The style of the outermost numbers, of which the sections of a document are made. */
function outerStyle(paragraphs: readonly SourceParagraph[]): string | undefined {
  for (const style of ['chapter', 'chinese', 'article', 'bracketChinese', 'decimal']) {
    const own = paragraphs.filter((paragraph) => numbered(wholeText(paragraph).trim())?.style === style);
    if (own.length >= 2) return style;
  }
  return undefined;
}

/** Parts prose into sections by its outermost numbers; what stands before the first is a section without heading. */
export function sectionsOf(paragraphs: readonly SourceParagraph[]): Section[] {
  const style = outerStyle(paragraphs);
  const sections: { heading: string; place: SourceParagraph['place']; lines: SourceParagraph[] }[] = [];
  for (const paragraph of paragraphs) {
    const number = numbered(wholeText(paragraph).trim());
    if (sections.length === 0 || (number && number.style === style)) {
      sections.push({
        heading: number?.style === style ? (number?.text ?? '') : '',
        place: paragraph.place,
        lines: [],
      });
    }
    sections.at(-1)!.lines.push(paragraph);
  }
  return sections;
}

const styleOf = (paragraph: SourceParagraph): string | undefined => numbered(wholeText(paragraph).trim())?.style;
const opensList = (paragraph: SourceParagraph): boolean => /[：:]$/.test(wholeText(paragraph).trim());

/** A line that opens a list (有下列情形之一的，一票否决：) together with the lines of the list, for readers that need both. */
export function passagesOf(
  paragraphs: readonly SourceParagraph[],
): { paragraph: SourceParagraph; list: SourceParagraph[] }[] {
  const passages: { paragraph: SourceParagraph; list: SourceParagraph[]; style: string | undefined }[] = [];
  for (const paragraph of paragraphs) {
    const open = passages.at(-1);
    const style = styleOf(paragraph);
    // A line that opens a list of its own is no line of the list above.
    const listed = open && opensList(open.paragraph) && !opensList(paragraph) && style !== undefined;
    if (listed && style !== styleOf(open.paragraph) && (open.style ?? style) === style) {
      open.style = style;
      open.list.push(paragraph);
    } else passages.push({ paragraph, list: [], style: undefined });
  }
  return passages;
}

/** The sentences of a paragraph, each with its place; `；` parts them too. */
export function sentencesOf(paragraph: SourceParagraph, stops = /(?<=[。；;!！])|\n/): Sentence[] {
  return wholeText(paragraph)
    .split(stops)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, place: paragraph.place }));
}
