import type { Item, Part, Rule } from '../../scheme/index.ts';
import type { Points } from '../../values/index.ts';
import { find, type TextCheck } from '../findings.ts';
import type { Passage } from '../passages/passage.ts';
import { gives, mostDeducted, mostGiven, sumOf, takes } from './most.ts';

/** Marks that no finding can take away, or that nobody can earn, for some class; the worst of them. */
interface Reach {
  readonly sum: Points;
  readonly full: Points;
}

function furthest(passage: Passage, rules: readonly Rule[], most: typeof mostGiven, full: Points): Reach | undefined {
  const sums = passage.audience.map((a) => sumOf(rules, (rule) => most(rule, a.class)));
  const short = sums.filter((sum): sum is Points => sum !== undefined && sum < full);
  return short.length > 0 && short.length === sums.length ? { sum: Math.max(...short), full } : undefined;
}

/** 最多扣…, a bound on the item, a floor, an examiner's range: the author has said how far it goes. */
const isBounded = (item: Item, rules: readonly Rule[]): boolean =>
  item.floor !== 0 ||
  rules.some((r) => r.kind === 'discretion' || r.kind === 'cap' || ('cap' in r && r.cap !== undefined));

function checkOwner(check: TextCheck, passage: Passage, item: Item, owner: Item | Part): void {
  const rules = owner.rules.filter((rule) => rule.appliesTo === undefined);
  if (owner.full === 0 || rules.length < owner.rules.length) return;
  const [taking, giving] = [rules.filter(takes), rules.filter(gives)];
  const zeroed = rules.some((rule) => rule.kind === 'zeroItem');
  if (giving.length === 0 && taking.length > 0 && !zeroed && !isBounded(item, rules)) {
    const reach = furthest(passage, taking, mostDeducted, owner.full);
    if (reach) sayKept(check, item, owner, reach);
  }
  if (giving.length > 0 && taking.length === 0) {
    const reach = furthest(passage, giving, mostGiven, owner.full);
    if (reach) sayUnearned(check, item, owner, reach);
  }
}

function sayKept(check: TextCheck, item: Item, owner: Item | Part, { sum, full }: Reach): void {
  find(check, item, {
    code: 'text-check.marks-never-lost',
    severity: 'advice',
    message: `“${owner.title}”满分${check.say(full)}，各条全部扣到也只扣${check.say(sum)}：全没做到仍得${check.say(full - sum)}。`,
    hint: '调整各条的扣分，使合计等于满分；确实要保底的，写明“保底N分”（floor）。',
  });
}

function sayUnearned(check: TextCheck, item: Item, owner: Item | Part, { sum, full }: Reach): void {
  find(check, item, {
    code: 'text-check.marks-never-earned',
    severity: 'warning',
    message: `“${owner.title}”满分${check.say(full)}，各条全部做到也只得${check.say(sum)}，谁也得不到满分。`,
    hint: `把分值改为${check.say(sum)}，或调整各条的得分，使合计等于满分。`,
  });
}

/** Deductions that together never reach the marks, awards that together never make them. */
export function checkReach(check: TextCheck): void {
  for (const passage of check.passages) {
    const { item } = passage;
    if (!item) continue;
    for (const owner of [item, ...item.parts]) checkOwner(check, passage, item, owner);
  }
}
