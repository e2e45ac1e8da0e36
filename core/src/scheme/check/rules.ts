import { compare, type Points } from '../../values/index.ts';
import { type Figure, figureFor, figureValues } from '../figure.ts';
import { comparedItem, effectOf, type Rule } from '../rules/index.ts';
import type { Item, Part, Sheet } from '../scheme.ts';
import { applies, itemsOf, rulesOf } from '../tree.ts';
import { type At, type Check, find } from './findings.ts';

type Figures = readonly (readonly [string, Figure<unknown>])[];

const isFigure = (value: unknown): value is Figure<unknown> =>
  typeof value === 'object' && value !== null && ('all' in value || 'byClass' in value);

/** Every figure of a rule by its key, tiers and multipliers included. */
function figuresOf(rule: Rule): Figures {
  const own = Object.entries(rule).filter((entry): entry is [string, Figure<unknown>] => isFigure(entry[1]));
  const steps = rule.kind === 'tiers' ? rule.steps.flatMap((s) => [s.points, s.min, s.max]) : [];
  const more = [...steps, rule.multiplier?.factor].flatMap((f): Figure<unknown>[] => (f ? [f] : []));
  return [...own, ...more.map((figure): [string, Figure<unknown>] => [rule.kind, figure])];
}

/** Which classes a rule can meet, `undefined` for subjects of a group without classes. */
function classesMet(check: Check, rule: Rule, item: Item, sheet: Sheet | undefined): (string | undefined)[] {
  const groups = check.scheme.groups.filter((g) => !sheet || sheet.groups.includes(g.id));
  return groups
    .flatMap((g) => (g.classes.length === 0 ? [undefined] : g.classes).map((c) => [g.id, c] as const))
    .filter(([g, c]) => applies(item.appliesTo, g, c) && applies(rule.appliesTo, g, c))
    .map(([, c]) => c);
}

function checkClasses(check: Check, rule: Rule, item: Item, sheet: Sheet | undefined, at: At): void {
  const met = classesMet(check, rule, item, sheet);
  const all = check.scheme.groups.flatMap((g) => g.classes);
  for (const [key, figure] of figuresOf(rule)) {
    if ('all' in figure) continue;
    const without = [...new Set(met.filter((c) => figureFor(figure, c) === undefined))];
    if (without.length > 0) {
      const names = without.map((c) => c ?? '（没有等级的单位）').join('、');
      const message = `“${item.title}”的 ${key} 没有为${names}规定数值。`;
      find(check, 'error', 'class-without-figure', at, message, '补上这些等级，或写“其他”。');
    }
    const unknown = Object.keys(figure.byClass).filter((c) => c !== '其他' && !all.includes(c));
    for (const name of unknown) {
      find(
        check,
        'warning',
        'unknown-class',
        at,
        `“${item.title}”提到的等级“${name}”不在任何分组之中。`,
        '核对分组的 classes。',
      );
    }
  }
}

const largest = (figure: Figure<Points>): Points => Math.max(0, ...figureValues(figure));

function checkCaps(check: Check, rule: Rule, full: Points, title: string, at: At): void {
  const cap = 'cap' in rule ? rule.cap : undefined;
  const inside = effectOf(rule) === 'minus' || effectOf(rule) === 'plus';
  if (cap && inside && full > 0 && largest(cap) > full) {
    const message = `“${title}”满分${check.say(full)}，限额却是${check.say(largest(cap))}。`;
    find(check, 'warning', 'cap-above-marks', at, message, '限额高于满分，不会起作用。');
  }
  if (rule.kind === 'cap' && rule.scope === 'item' && rule.of === 'deductions' && largest(rule.points) > full) {
    find(check, 'warning', 'cap-above-marks', at, `“${title}”的扣分限额高于满分${check.say(full)}。`, '请核对。');
  }
  if (inside && 'points' in rule && full > 0 && largest(rule.points) > full) {
    const message = `“${title}”满分${check.say(full)}，一条标准却有${check.say(largest(rule.points))}。`;
    find(check, 'warning', 'points-above-marks', at, message, '请核对这条标准的分值。');
  }
}

function deadReason(rule: Rule, full: Points): string | undefined {
  const effect = effectOf(rule);
  if ('points' in rule && rule.kind !== 'cap' && largest(rule.points) === 0) return '分值为0';
  if ('cap' in rule && rule.cap && largest(rule.cap) === 0) return '限额为0';
  if (full === 0 && (effect === 'minus' || effect === 'plus' || effect === 'zero')) return '所在项目没有分值';
  if (rule.kind === 'discretion' && rule.min > rule.max) return '下限高于上限';
  if (rule.kind === 'shortfall' && Math.max(...figureValues(rule.required)) === 0) return '应有次数为0';
  return undefined;
}

function checkDead(check: Check, rule: Rule, full: Points, title: string, at: At): void {
  const reason = deadReason(rule, full);
  if (reason)
    find(check, 'warning', 'rule-never-bites', at, `“${title}”的一条标准不会起作用：${reason}。`, '改正或删去它。');
  if (rule.kind !== 'tiers') return;
  rule.steps.forEach((step, i) => {
    const [min, max] = [step.min && figureValues(step.min)[0], step.max && figureValues(step.max)[0]];
    const empty = min && max && compare(min, max) >= 0;
    const shut = rule.steps.slice(0, i).some((earlier) => {
      const low = earlier.min && figureValues(earlier.min)[0];
      const high = earlier.max && figureValues(earlier.max)[0];
      return (!low || (min && compare(low, min) <= 0)) && (!high || (max && compare(max, high) <= 0));
    });
    if (empty || shut) {
      const message = `“${title}”第${i + 1}档${empty ? '下限不低于上限' : '被前面的档次盖住'}，不会用到。`;
      find(check, 'warning', 'rule-never-bites', at, message, '档次从高到低写，下限含、上限不含。');
    }
  });
}

function checkOwner(check: Check, owner: Item | Part, item: Item, sheet: Sheet): void {
  for (const rule of owner.rules) {
    const at = { path: owner.path, id: rule.id };
    checkClasses(check, rule, item, sheet, at);
    checkCaps(check, rule, owner.full, owner.title, at);
    checkDead(check, rule, owner.full, owner.title, at);
  }
}

/** Rules against the marks they stand under: classes without a figure, caps above marks, rules that never bite. */
export function checkRules(check: Check): void {
  for (const sheet of check.scheme.sheets) {
    for (const item of itemsOf(sheet)) {
      checkOwner(check, item, item, sheet);
      for (const part of item.parts) checkOwner(check, part, item, sheet);
      if (item.full > 0 && rulesOf(item).length === 0) {
        const message = `“${item.title}”有${check.say(item.full)}，却没有评分标准。`;
        find(check, 'warning', 'item-without-rules', item, message, '没有评分标准的项目查核后得满分，请补上标准。');
      }
      if (item.notApplicable.method === 'equal' && item.notApplicable.within === 'total') {
        find(
          check,
          'error',
          'cannot-share',
          item,
          '平均计入其他指标只能在本级指标或本考核方式之内。',
          '把 within 改为 parent 或 component。',
        );
      }
    }
  }
}

/** Cohort rules that compare each other's items in a circle can never be computed. */
export function checkCycles(check: Check): void {
  const needs = new Map<string, string[]>();
  for (const item of check.scheme.sheets.flatMap(itemsOf)) {
    needs.set(
      item.id,
      rulesOf(item).flatMap((rule) => comparedItem(rule) ?? []),
    );
  }
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string): boolean => {
    if (done.has(id)) return false;
    if (open.has(id)) return true;
    open.add(id);
    const circular = (needs.get(id) ?? []).some(visit);
    open.delete(id);
    done.add(id);
    return circular;
  };
  for (const item of check.scheme.sheets.flatMap(itemsOf)) {
    if (visit(item.id)) {
      find(
        check,
        'error',
        'cycle',
        item,
        `“${item.title}”的名次依据绕了一圈又回到自己。`,
        '名次不能以自己的得分为依据。',
      );
    }
  }
}
