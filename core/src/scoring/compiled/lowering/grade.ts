/** The grade before any quota, and the key that orders a group, as `grading` computes them from score sheets. */
import type { Grading, Veto } from '../../../scheme/index.ts';
import type { Expression } from '../expression.ts';
import type { Lowering } from './context.ts';
import type { LoweredVeto } from './item.ts';
import type { LoweredTotal } from './total.ts';

/** The grade of a subject that has none. */
export const UNGRADED = 255;

/** By band, then under its vetoes in order; `undefined` where grades are judged, which the compiled form leaves out. */
export function lowerGrade(grading: Grading | undefined, total: LoweredTotal, low: Lowering): Expression | undefined {
  const { b } = low;
  if (grading?.judged) return undefined;
  const bands = grading?.bands ?? [];
  const none = b.constant(UNGRADED);
  let grade = none;
  for (const [i, band] of [...bands.entries()].reverse()) {
    const reached = band.min === undefined ? b.constant(1) : b.not(b.less(total.total, b.constant(band.min)));
    const below = band.max === undefined ? b.constant(1) : b.less(total.total, b.constant(band.max));
    grade = b.select(b.and(reached, below), b.constant(i), grade);
  }
  grade = b.select(total.incomplete, none, grade);
  if (bands.length === 0) return grade;
  return underVetoes(grade, inFewSteps(total.vetoes, bands, low), bands, low);
}

type Bands = readonly { readonly grade: string }[];
const indexOf = (bands: Bands, grade: string | undefined): number =>
  grade === undefined ? -1 : bands.findIndex((band) => band.grade === grade);
const forced = (veto: Veto, bands: Bands): number =>
  veto.grade === undefined ? bands.length - 1 : indexOf(bands, veto.grade);

/** Vetoes of one effect and grade say the same; where a forced grade is the worst of all, order does not matter. */
function inFewSteps(vetoes: readonly LoweredVeto[], bands: Bands, { b }: Lowering): readonly LoweredVeto[] {
  const worst = bands.length - 1;
  const commute = vetoes.every(({ rule }) => rule.effect !== 'grade' || forced(rule, bands) === worst) && worst > 0;
  if (!commute) return vetoes;
  const joined = new Map<string, LoweredVeto>();
  for (const veto of vetoes) {
    const key = `${veto.rule.effect} ${indexOf(bands, veto.rule.grade)}`;
    const before = joined.get(key);
    joined.set(key, before ? { ...before, held: b.or(before.held, veto.held) } : veto);
  }
  return [...joined.values()];
}

function underVetoes(first: Expression, vetoes: readonly LoweredVeto[], bands: Bands, { b }: Lowering): Expression {
  let grade = first;
  const to = (held: Expression, index: number) => {
    grade = b.select(held, b.constant(index < 0 ? UNGRADED : index), grade);
  };
  for (const { rule, held } of vetoes) {
    if (rule.effect === 'grade') to(held, forced(rule, bands));
    const bar = rule.effect === 'noExcellent' ? Math.min(1, bands.length - 1) : indexOf(bands, rule.grade);
    if (rule.effect === 'noExcellent') to(b.and(held, b.equal(grade, b.constant(0))), bar);
    if (rule.effect === 'atMost' && bar > 0) to(b.and(held, b.less(grade, b.constant(bar))), bar);
  }
  return grade;
}

/** The figures that order a group, most important first. */
export function orderFigures(grading: Grading | undefined, total: LoweredTotal, low: Lowering): Expression[] {
  const absent = low.b.constant(-1);
  return (grading?.ties.keys ?? ['total']).map((key) => {
    if (key === 'total') return total.total;
    if (key === 'beforeBonus') return total.beforeBonus;
    if (key === 'bonus') return total.bonus;
    return total.components.get(key) ?? absent;
  });
}
