import { compileText } from '../rule-text/index.ts';
import type { Scheme, SchemeDocument, WrittenIndicator, WrittenItem } from '../scheme/index.ts';
import type { Change } from './change.ts';
import { compareFrame } from './compare-frame.ts';
import { compareRules } from './compare-rules.ts';

interface Placed {
  readonly item: WrittenItem;
  readonly id: string;
  readonly where: string;
  readonly sheet: string;
}

/**
 * What changed from one version of a scheme (考核方案) to another, in words: frame, items, marks, and rules tightened or loosened. Items
 * are matched by id, else by title within their sheet. Rules are compared as the sentences say them.
 */
export function compareSchemes(before: Scheme, after: Scheme): Change[] {
  const old = compileText(before.document).document;
  const now = compileText(after.document).document;
  return [...compareFrame(old, now), ...compareItems(itemsOf(old), itemsOf(now)), ...wholeRules(old, now)];
}

const wholeRules = (old: SchemeDocument, now: SchemeDocument): Change[] =>
  compareRules({ id: 'total', where: '总分' }, old.rules ?? [], now.rules ?? []);

function itemsOf(document: SchemeDocument): Placed[] {
  return document.sheets.flatMap((sheet, i) => {
    const id = sheet.id ?? `sheet${i + 1}`;
    const title = sheet.title ?? id;
    return sheet.indicators.flatMap((each, k) => within(each, `${id}.${k + 1}`, title, id));
  });
}

function within(indicator: WrittenIndicator, id: string, lead: string, sheet: string): Placed[] {
  const own = indicator.id ?? id;
  const where = `${lead} / ${indicator.title}`;
  const branches = indicator.indicators ?? [];
  const deeper = branches.flatMap((each, i) => within(each, `${own}.${i + 1}`, where, sheet));
  const items = (indicator.items ?? []).map((item, i) => ({
    item,
    id: item.id ?? `${own}.${branches.length + i + 1}`,
    where: `${where} / ${item.title}`,
    sheet,
  }));
  return [...deeper, ...items];
}

function compareItems(before: readonly Placed[], after: readonly Placed[]): Change[] {
  const partners = pairUp(before, after);
  const taken = new Set(partners.values());
  const changes: Change[] = [];
  for (const old of before) {
    const now = partners.get(old);
    if (now) changes.push(...compareItem(old, now));
    else
      changes.push({
        direction: 'removed',
        id: old.id,
        where: old.where,
        message: `删去本项（${old.item.points ?? 0}分）`,
      });
  }
  for (const now of after) {
    if (taken.has(now)) continue;
    changes.push({
      direction: 'added',
      id: now.id,
      where: now.where,
      message: `新增本项（${now.item.points ?? 0}分）`,
    });
  }
  return changes;
}

/** By title first, since ids made from places shift when an item is put between; then by id. */
function pairUp(before: readonly Placed[], after: readonly Placed[]): Map<Placed, Placed> {
  const pairs = new Map<Placed, Placed>();
  const free = new Set(after);
  const match = (same: (old: Placed, now: Placed) => boolean) => {
    for (const old of before) {
      if (pairs.has(old)) continue;
      for (const now of free) {
        if (!same(old, now)) continue;
        pairs.set(old, now);
        free.delete(now);
        break;
      }
    }
  };
  match((old, now) => old.item.title === now.item.title && old.where === now.where);
  match((old, now) => old.item.title === now.item.title && old.sheet === now.sheet);
  match((old, now) => old.item.title === now.item.title);
  match((old, now) => old.item.id !== undefined && old.item.id === now.item.id);
  return pairs;
}

function compareItem(old: Placed, now: Placed): Change[] {
  const place = { id: now.id, where: now.where };
  const changes: Change[] = [];
  const say = (direction: Change['direction'], message: string) => changes.push({ ...place, direction, message });
  if (old.item.title !== now.item.title) say('changed', `名称由“${old.item.title}”改为“${now.item.title}”`);
  if (parent(old.where) !== parent(now.where)) say('changed', `由“${parent(old.where)}”移到“${parent(now.where)}”`);
  if ((old.item.points ?? 0) !== (now.item.points ?? 0))
    say('changed', `分值由${old.item.points ?? 0}分改为${now.item.points ?? 0}分`);
  if (old.item.assessor !== now.item.assessor)
    say('changed', `评分单位由${old.item.assessor ?? '未写明'}改为${now.item.assessor ?? '未写明'}`);
  changes.push(...evidence(place, old.item, now.item));
  changes.push(...compareRules(place, allRules(old.item), allRules(now.item)));
  return changes;
}

const parent = (where: string): string => where.slice(0, where.lastIndexOf(' / '));

const allRules = (item: WrittenItem) => [
  ...(item.parts ?? []).flatMap((part) => part.rules ?? []),
  ...(item.rules ?? []),
];

/** One more paper to hand in is a burden; one less is none. */
function evidence(place: { id: string; where: string }, old: WrittenItem, now: WrittenItem): Change[] {
  const [before, after] = [new Set(old.evidence ?? []), new Set(now.evidence ?? [])];
  const more = [...after].filter((e) => !before.has(e));
  const fewer = [...before].filter((e) => !after.has(e));
  return [
    ...more.map((e): Change => ({ ...place, direction: 'tightened', message: `多要一份材料：${e}` })),
    ...fewer.map((e): Change => ({ ...place, direction: 'loosened', message: `不再要材料：${e}` })),
  ];
}
