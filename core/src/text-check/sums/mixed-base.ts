import type { Item, Part } from '../../scheme/index.ts';
import { find, type TextCheck } from '../findings.ts';
import { mostGiven, sumOf, takes } from './most.ts';

/** Awards that do not make the full marks, beside deductions: is the start 0 or the full marks? */
function isMixed(owner: Item | Part): boolean {
  const awards = owner.rules.filter((r) => r.kind === 'award' || r.kind === 'awardEach');
  if (awards.length === 0 || !owner.rules.some(takes) || owner.full === 0) return false;
  if (awards.some((r) => r.kind === 'award' && r.namesFullMarks)) return false;
  const classes = awards.flatMap((r) => ('byClass' in r.points ? Object.keys(r.points.byClass) : []));
  return (classes.length === 0 ? [undefined] : classes).some((c) => {
    const sum = sumOf(awards, (rule) => mostGiven(rule, c));
    return sum === undefined || sum < owner.full;
  });
}

/** 得 and 扣 in one item, where nothing says whether one begins at 0 or at the full marks. */
export function checkMixedBase(check: TextCheck): void {
  for (const { item } of check.passages) {
    if (!item) continue;
    for (const owner of [item, ...item.parts].filter(isMixed)) {
      find(check, item, {
        code: 'text-check.mixed-base',
        severity: 'warning',
        message: `“${owner.title}”既有得分又有扣分，没有写明从0分起得还是从满分起扣；本方案按从0分起计算。`,
        hint: '把得分和扣分分成两个部分（parts），各有分值；或者先写“…的得满分”，再写扣分。',
      });
    }
  }
}
