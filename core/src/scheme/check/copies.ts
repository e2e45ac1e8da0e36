import type { SchemeDocument, WrittenIndicator, WrittenItem } from '../document.ts';
import type { Indicator, Item } from '../scheme.ts';
import { type Check, find } from './findings.ts';

const OTHER_COPY = /^另一稿[:：]/;
const FIGURE = /\d+(?:\.\d+)?\s*(?:分|次|%|㎡|天|日)/g;

const figuresIn = (text: string): string[] => (text.match(FIGURE) ?? []).map((f) => f.replace(/\s/g, '')).sort();

function writtenItems(node: WrittenIndicator): WrittenItem[] {
  return [...(node.indicators ?? []).flatMap(writtenItems), ...(node.items ?? [])];
}

function resolvedItems(node: Indicator | Item): Item[] {
  return node.type === 'item' ? [node] : node.children.flatMap(resolvedItems);
}

/** 两稿不一: an item whose note keeps another copy of its sentence (`另一稿:…`) with other figures. */
export function checkCopies(check: Check): void {
  const document: SchemeDocument = check.scheme.document;
  document.sheets.forEach((sheet, s) => {
    const items = check.scheme.sheets[s]!.children.flatMap(resolvedItems);
    sheet.indicators.flatMap(writtenItems).forEach((written, i) => {
      const item = items[i]!;
      if (!written.note || !OTHER_COPY.test(written.note)) return;
      const [own, other] = [figuresIn(item.text), figuresIn(written.note.replace(OTHER_COPY, ''))];
      if (own.join() === other.join()) return;
      const message = `“${item.title}”两稿不一：本稿有${own.join('、') || '（无数值）'}，另一稿有${other.join('、') || '（无数值）'}。`;
      find(check, 'warning', 'copies-disagree', item, message, '请以正式印发稿为准，或说明采用哪一稿（accepted）。');
    });
  });
}
