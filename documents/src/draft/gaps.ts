import type { ReportBuilder } from './report.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, itemsBelow } from './tree.ts';

/** Numbers that jump (1、2、4) or begin late show that items are missing from the source. */
function reportGapsIn(nodes: readonly (FoundIndicator | FoundItem)[], report: ReportBuilder): void {
  let last: { style: string; at: number } | undefined;
  for (const node of nodes) {
    if (node.type === 'indicator') {
      reportGapsIn(node.children, report);
      continue;
    }
    const { ordinal } = node;
    if (!ordinal || ordinal.style.startsWith('dotted')) continue;
    const expected = last?.style === ordinal.style ? last.at + 1 : 1;
    if (ordinal.at > expected) {
      const missing = expected === ordinal.at - 1 ? `${expected}` : `${expected}—${ordinal.at - 1}`;
      const message = `“${node.title}”编号为${ordinal.at}，前面的${missing}项不在原件里。`;
      report.doubt('items-missing', message, node.place, '请用完整的原件核对。');
    }
    last = ordinal;
  }
}

/** Reports items that the numbers of a table show to be missing; numbers may run on through its groups. */
export function reportGaps(sheets: readonly FoundSheet[], report: ReportBuilder): void {
  for (const sheet of sheets) {
    const running = runsThrough(sheet);
    reportGapsIn(running ?? sheet.children, report);
  }
}

/** All items in a row, where their numbers go on from one group to the next. */
function runsThrough(sheet: FoundSheet): FoundItem[] | undefined {
  const items = itemsBelow(sheet.children);
  const [first, ...rest] = items.map((item) => item.ordinal).filter((ordinal) => ordinal !== undefined);
  if (!first) return undefined;
  const restarts = rest.filter((ordinal) => ordinal.at === 1).length;
  return restarts === 0 ? items : undefined;
}
