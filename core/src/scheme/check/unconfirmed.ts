import type { SchemeDocument, WrittenIndicator, WrittenItem } from '../document.ts';
import type { DocumentPath, Indicator, Item } from '../scheme.ts';
import { type Check, find } from './findings.ts';

function writtenItems(node: WrittenIndicator): WrittenItem[] {
  return [...(node.indicators ?? []).flatMap(writtenItems), ...(node.items ?? [])];
}

function idsOf(node: Indicator | Item): { id: string; path: DocumentPath }[] {
  return node.type === 'item' ? [node] : node.children.flatMap(idsOf);
}

/** 待确认: items that were drafted from a document in which something about them is missing or broken. */
export function checkUnconfirmed(check: Check): void {
  const document: SchemeDocument = check.scheme.document;
  document.sheets.forEach((sheet, s) => {
    const items = check.scheme.sheets[s]!.children.flatMap(idsOf);
    sheet.indicators.flatMap(writtenItems).forEach((written, i) => {
      if (written.unsure === undefined) return;
      const message = `“${written.title}”要由人确认：${written.unsure}。`;
      find(check, 'error', 'unconfirmed', items[i]!, message, '核对原件，补正后删去这一项的 unsure。');
    });
  });
}
