import { type Broken, readXml } from '../xml/xml-events.ts';
import type { ZipEntry } from '../zip/open-zip.ts';

/** What a paragraph takes from its style. */
export interface ParagraphStyle {
  heading?: number;
  list?: string;
  level?: number;
}

const HEADING_NAME = /^(?:heading|标题)\s*([1-9])$/i;
const TITLE_NAME = /^(?:title|标题)$/i;

function headingOfName(name: string): number | undefined {
  const level = HEADING_NAME.exec(name.trim())?.[1];
  if (level) return Number(level);
  return TITLE_NAME.test(name.trim()) ? 1 : undefined;
}

/** The paragraph styles of a document by their id: headings and automatic numbers can come from there alone. */
export function readStyles(entry: ZipEntry | undefined, broken: Broken): ReadonlyMap<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>();
  if (!entry) return styles;
  let style: ParagraphStyle | undefined;
  readXml(
    entry,
    {
      open(name, attributes) {
        const value = attributes['w:val'] ?? '';
        if (name === 'style') {
          style = {};
          styles.set(attributes['w:styleId'] ?? '', style);
        } else if (!style) return;
        else if (name === 'name') style.heading ??= headingOfName(value);
        else if (name === 'outlineLvl' && Number(value) < 9) style.heading = Number(value) + 1;
        else if (name === 'numId') style.list = value;
        else if (name === 'ilvl') style.level = Number(value);
      },
      close(name) {
        if (name === 'style') style = undefined;
      },
    },
    broken,
  );
  return styles;
}
