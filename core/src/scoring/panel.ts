import type { Panel } from '../scheme/index.ts';
import {
  add,
  compare,
  type Fraction,
  fraction,
  numberTerm,
  over,
  plus,
  pointsTerm,
  type Step,
  settle,
  type Term,
  wholePoints,
} from '../values/index.ts';
import type { Mark } from './inputs/index.ts';

/** What a panel's marks come to, or why there is no figure yet. */
export type PanelFigure = { readonly step: Step } | { readonly reason: string };

/** A mark prints like points wherever the scheme's decimals can hold it. */
function markTerm(mark: Fraction, decimals: number): Term {
  const points = wholePoints(mark, decimals);
  return points === undefined ? numberTerm(mark) : pointsTerm(points, decimals);
}

const mean = (marks: readonly Fraction[], decimals: number): Term =>
  over(plus(...marks.map((m) => markTerm(m, decimals))), numberTerm(marks.length));

function median(sorted: readonly Fraction[], decimals: number): Term {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? markTerm(sorted[middle]!, decimals)
    : mean([sorted[middle - 1]!, sorted[middle]!], decimals);
}

/** 合议: joins the judged figures of several assessors; fewer than `minMarks` is missing, never zero. */
export function panelFigure(marks: readonly Mark[], panel: Panel | undefined, decimals: number): PanelFigure {
  if (marks.length === 0) return { reason: '尚无人评分' };
  const sorted = marks.map((m) => m.points).sort(compare);
  const [first] = sorted;
  if (!panel) {
    if (sorted.length > 1) return { reason: `有${sorted.length}人评分，方案没有写明怎样合议（panel）` };
    return { step: settle('评分', markTerm(first!, decimals), decimals) };
  }
  if (sorted.length < panel.minMarks) return { reason: `只有${sorted.length}人评分，至少须${panel.minMarks}人` };
  if (panel.method === 'consensus') {
    const agreed = sorted.every((m) => compare(m, first!) === 0);
    return agreed
      ? { step: settle('一致意见', markTerm(first!, decimals), decimals) }
      : { reason: '评分不一致，须合议一致' };
  }
  if (panel.method === 'median') return { step: settle('中位数', median(sorted, decimals), decimals) };
  const drops = panel.method === 'trimmedMean' && sorted.length >= Math.max(panel.trimFrom, 2 * panel.trim + 1);
  const kept = drops ? sorted.slice(panel.trim, sorted.length - panel.trim) : sorted;
  const label = drops && panel.trim > 0 ? `去掉${panel.trim}个最高分和${panel.trim}个最低分后平均` : '平均分';
  return { step: settle(label, mean(kept, decimals), decimals) };
}

export const sumOfMarks = (marks: readonly Mark[]): Fraction =>
  marks.reduce((sum, m) => add(sum, m.points), fraction(0));
