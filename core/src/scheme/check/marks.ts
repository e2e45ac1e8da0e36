import { add, compare, formatExact, fraction, type Points, ZERO } from '../../values/index.ts';
import type { Group, Indicator, Item, Sheet } from '../scheme.ts';
import { applies, isJudged, sheetFor } from '../tree.ts';
import { type At, type Check, find } from './findings.ts';

/** Whom a sheet is for: each group with each of its classes, since items may differ by class. */
interface Audience {
  readonly group: Group;
  readonly class: string | undefined;
}

const audiences = (check: Check, sheet: Sheet): Audience[] =>
  check.scheme.groups
    .filter((g) => sheet.groups.includes(g.id))
    .flatMap((group) => (group.classes.length === 0 ? [undefined] : group.classes).map((c) => ({ group, class: c })));

function sumFor(nodes: readonly (Indicator | Item)[], audience: Audience): Points {
  return nodes
    .filter((n) => applies(n.appliesTo, audience.group.id, audience.class))
    .reduce((sum, n) => sum + n.full, 0);
}

function compareSum(
  check: Check,
  at: At,
  title: string,
  stated: Points,
  nodes: readonly (Indicator | Item)[],
  sheet: Sheet,
): void {
  const sums = new Map<Points, string[]>();
  for (const audience of audiences(check, sheet)) {
    const sum = sumFor(nodes, audience);
    if (sum !== stated) sums.set(sum, [...(sums.get(sum) ?? []), audience.class ?? audience.group.title]);
  }
  for (const [sum, who] of sums) {
    const whom = sums.size > 1 || who.length < audiences(check, sheet).length ? `（${who.join('、')}）` : '';
    const message = `“${title}”写明${check.say(stated)}，下面各项${whom}合计${check.say(sum)}。`;
    find(
      check,
      'error',
      'marks-do-not-add-up',
      at,
      message,
      `相差${check.say(Math.abs(stated - sum))}，请核对各项分值。`,
    );
  }
}

function checkNode(check: Check, node: Indicator | Item, sheet: Sheet): void {
  if (node.type === 'indicator') {
    compareSum(check, node, node.title, node.full, node.children, sheet);
    for (const child of node.children) checkNode(check, child, sheet);
    return;
  }
  const parts = node.parts.reduce((sum, part) => sum + part.full, 0);
  if (node.parts.length > 0 && parts !== node.full) {
    const message = `“${node.title}”满分${check.say(node.full)}，各部分合计${check.say(parts)}。`;
    find(check, 'error', 'marks-do-not-add-up', node, message, '请核对各部分的分值。');
  }
}

/** Stated marks against the sum of what stands below, for every group and class. */
export function checkMarks(check: Check): void {
  for (const sheet of check.scheme.sheets) {
    compareSum(check, sheet, sheet.title, sheet.full, sheet.children, sheet);
    for (const child of sheet.children) checkNode(check, child, sheet);
  }
}

/** The weights of the components that a group has must come to 100. */
export function checkWeights(check: Check): void {
  const { scheme } = check;
  for (const group of scheme.groups) {
    const own = scheme.components.filter((c) => isJudged(c) || sheetFor(scheme, group.id, c.id));
    if (own.length === 0) {
      find(
        check,
        'error',
        'group-without-sheet',
        group,
        `分组“${group.title}”没有任何评分表。`,
        '在 sheets 的 for 中写上它。',
      );
      continue;
    }
    const sum = own.reduce((total, c) => add(total, c.weight), ZERO);
    if (compare(sum, fraction(100)) !== 0) {
      const listed = own.map((c) => `${c.title}${formatExact(c.weight)}`).join('、');
      const message = `分组“${group.title}”各考核方式的权重合计${formatExact(sum)}，不是100（${listed}）。`;
      find(check, 'error', 'weights-not-100', { path: ['components'], id: group.id }, message, '请核对权重。');
    }
  }
}

/** One table for a group in a component: a second one would never be used. */
export function checkSheetsOnce(check: Check): void {
  const seen = new Set<string>();
  for (const sheet of check.scheme.sheets) {
    for (const key of sheet.groups.flatMap((g) => sheet.components.map((c) => `${g}/${c}`))) {
      if (seen.has(key)) {
        const message = `“${key.replace('/', '”在“')}”已有一张评分表，“${sheet.title}”不会用到。`;
        find(check, 'error', 'sheet-twice', sheet, message, '一个分组在一种考核方式中只用一张评分表。');
      }
      seen.add(key);
    }
  }
}
