import type { ReportBuilder } from './report.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, itemsBelow } from './tree.ts';

/** The pairs of neighbouring characters of a text, by which likeness is measured. */
function pairsOf(text: string): Set<string> {
  const bare = text.replace(/[\s，。；：、,;:.]/g, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < bare.length; at++) pairs.add(bare.slice(at, at + 2));
  return pairs;
}

/** How much two texts have in common, from 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return (2 * common) / (one.size + other.size);
}

const figuresIn = (text: string): string => (text.match(/\d+(?:\.\d+)?(?=\s*分)/g) ?? []).join();

const ALIKE = 0.5;
/** More items than any scheme has: beyond it every orphan against every item would take too long. */
const MOST_COMPARED = 3_000;

type Nodes = (FoundIndicator | FoundItem)[];

function remove(nodes: Nodes, item: FoundItem): void {
  const at = nodes.indexOf(item);
  if (at >= 0) nodes.splice(at, 1);
  else for (const node of nodes) if (node.type === 'indicator') remove(node.children, item);
}

function keepCopy(kept: FoundItem, copy: FoundItem, report: ReportBuilder): void {
  if (kept.text.replace(/\s/g, '') === copy.text.replace(/\s/g, '') && kept.points === copy.points) {
    report.leave(copy.text, `与${kept.place.label}相同的另一稿`, copy.place);
    return;
  }
  kept.notes.unshift(`另一稿：${copy.text}`);
  const differ = figuresIn(kept.text) === figuresIn(copy.text) ? '文字' : '数值';
  const message = `“${kept.title}”在原件里有两稿，${differ}不同：采用${kept.place.label}的一稿，另一稿在${copy.place.label}，记在备注里。`;
  report.doubt('copies-disagree', message, copy.place, '请以正式印发稿为准。');
}

/** Scoring sentences that lost their item, where another copy of the same sentence still has one. */
function joinOrphans(sheets: readonly FoundSheet[], report: ReportBuilder): void {
  const items = sheets.flatMap((sheet) => itemsBelow(sheet.children));
  const orphans = items.filter((item) => item.points === undefined && item.unsure.length > 0);
  if (orphans.length === 0 || items.length > MOST_COMPARED) return;
  const whole = items.filter((item) => item.points !== undefined).map((item) => ({ item, pairs: pairsOf(item.text) }));
  for (const orphan of orphans) {
    const own = pairsOf(orphan.text);
    const best = whole.reduce<{ item: FoundItem; like: number } | undefined>((found, { item, pairs }) => {
      const like = likeness(own, pairs);
      return found === undefined || like > found.like ? { item, like } : found;
    }, undefined);
    if (!best || best.like < ALIKE) continue;
    keepCopy(best.item, orphan, report);
    report.forget(orphan.place);
    for (const sheet of sheets) remove(sheet.children, orphan);
  }
}

const same = (one: string, other: string): boolean => one.replace(/\s/g, '') === other.replace(/\s/g, '');

/** Whether one table is another copy of the other: same audience, and most items have the same title. */
function isCopy(one: FoundSheet, other: FoundSheet): boolean {
  if (one.title !== '' && other.title !== '' && !same(one.title, other.title)) return false;
  const titles = new Set(itemsBelow(one.children).map((item) => item.title));
  const items = itemsBelow(other.children);
  return items.length >= 2 && items.filter((item) => titles.has(item.title)).length >= items.length * 0.6;
}

function mergeCopy(kept: FoundSheet, copy: FoundSheet, report: ReportBuilder): void {
  const own = new Map(itemsBelow(kept.children).map((item) => [item.title, item]));
  for (const item of itemsBelow(copy.children)) {
    const first = own.get(item.title);
    if (first) {
      keepCopy(first, item, report);
      report.forget(item.place);
    } else {
      kept.children.push(item);
      const message = `“${item.title}”只在${copy.place.label}的一稿里有，已补在最后。`;
      report.doubt('copies-disagree', message, item.place, '请以正式印发稿为准。');
    }
  }
}

/** One table that stands in a document twice: the first copy is kept, what the other says differently is noted. */
export function joinCopies(sheets: readonly FoundSheet[], report: ReportBuilder): FoundSheet[] {
  const kept: FoundSheet[] = [];
  for (const sheet of sheets) {
    const first = kept.find((candidate) => isCopy(candidate, sheet));
    if (first) mergeCopy(first, sheet, report);
    else kept.push(sheet);
  }
  joinOrphans(kept, report);
  return kept;
}
