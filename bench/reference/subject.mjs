/**
 * The reference evaluator of one subject: an interpreter over the scheme tree, written for reading and not for speed.
 * Every engine is checked against it. Scores are integers in the sub-unit. All operands stay far below 2^53; for
 * non-negative integers below that the rounded quotient of doubles never crosses an integer, so the floor is exact.
 */
import { MISSING } from '../problem/scheme.mjs';

export const divideHalfUp = (n, d) => Math.floor((2 * n + d) / (2 * d));
const MIN_MARKS = 3;

/** The mean of the given marks without one highest and one lowest when there are four or more; missing below three. */
export function panelMean(marks) {
  const given = marks.filter((mark) => mark !== MISSING);
  if (given.length < MIN_MARKS) return MISSING;
  const sum = given.reduce((a, b) => a + b, 0);
  if (given.length < 4) return divideHalfUp(sum, given.length);
  return divideHalfUp(sum - Math.max(...given) - Math.min(...given), given.length - 2);
}

/** What each kind says: `{base | deduct | bonus | zero | veto | missing}`, or `{}` for nothing. */
const RULES = {
  deduct: (rule, { get }) => (get(rule.fact) > 0 ? { deduct: rule.points } : {}),
  each: (rule, { get }) => ({ deduct: Math.min(rule.cap, get(rule.fact) * rule.points) }),
  shortfall: (rule, { get, subjectClass }) => {
    const short = Math.max(0, rule.required[subjectClass] - get(rule.fact));
    return { deduct: Math.min(rule.cap, short * rule.points) };
  },
  deadline: (rule, { get, subjectClass }) => {
    const late = get(rule.fact) - rule.grace[subjectClass];
    return late > 0 ? { deduct: Math.min(rule.cap, rule.first + rule.perDay * (late - 1)) } : {};
  },
  // gap ÷ step = (target − 100 num ÷ den) ÷ step, kept as one exact fraction; nothing is rounded before the amount
  ratio: (rule, { get }) => {
    const den = get(rule.denominator);
    if (den === 0) return {}; // whenNone: full
    const gap = rule.target * den - 100 * rule.resolution * get(rule.numerator);
    if (gap <= 0) return {};
    const step = rule.step * den;
    const points = rule.mode === 'whole' ? Math.floor(gap / step) * rule.points : divideHalfUp(rule.points * gap, step);
    return { deduct: Math.min(rule.cap, points) };
  },
  tiers: (rule, { get }) => ({ base: rule.steps.find(([min]) => get(rule.fact) >= min)?.[1] ?? 0 }),
  proportion: (rule, { get }, item) => {
    const den = get(rule.denominator);
    if (den === 0) return { base: item.full }; // whenNone: full
    return { base: divideHalfUp(item.full * Math.min(get(rule.numerator), den), den) };
  },
  panel: (rule, { get }) => {
    const mean = panelMean(rule.facts.map(get));
    return mean === MISSING ? { missing: true } : { base: mean };
  },
  bonus: (rule, { get }) => ({ bonus: Math.min(rule.cap, get(rule.fact) * rule.points) }),
  zero: (rule, { get }) => (get(rule.fact) > rule.above ? { zero: true } : {}),
  veto: (rule, { get }) => (get(rule.fact) > 0 ? { veto: rule.level } : {}),
  rank: (rule, { cohort }) => ({ base: Math.max(0, rule.from - rule.step * (cohort(rule).rank - 1)) }),
  relative: (rule, { get, cohort }, item) => {
    const low = rule.from === 'lowest' ? cohort(rule).lowest : 0;
    const span = cohort(rule).highest - low;
    if (span === 0) return { base: item.full }; // whenNone: full
    return { base: divideHalfUp(item.full * (get(rule.fact) - low), span) };
  },
};

/** Scores one subject; `trace`, when given, receives a line for each rule and node. */
export function scoreSubject(scheme, subject, trace) {
  const state = { veto: 0, bonus: 0, missing: false, trace };
  const components = scheme.components.map((component) => {
    for (const rule of component.bonus) {
      const effect = RULES.bonus(rule, subject);
      state.bonus += effect.bonus;
      trace?.push({ node: component.id, rule: 'bonus', effect });
    }
    return scoreParent(component, subject, state);
  });
  const weighted = components.reduce((sum, score, i) => sum + scheme.weights[i] * score, 0);
  const beforeBonus = divideHalfUp(weighted, scheme.weightDenominator);
  const total = state.missing ? MISSING : Math.min(scheme.totalCap, beforeBonus + state.bonus);
  trace?.push({ node: 'total', components, beforeBonus, bonus: state.bonus, veto: state.veto, total });
  return { total, components, veto: state.veto };
}

/** The marks of children that do not apply are shared among the others by full marks; the figure is rounded. */
function scoreParent(node, subject, state) {
  let sum = 0;
  let applicable = 0;
  for (const child of node.children) {
    const score = child.type === 'item' ? scoreItem(child, subject, state) : scoreParent(child, subject, state);
    if (score === null) continue;
    sum += score;
    applicable += child.full;
  }
  if (applicable === 0) return null;
  const score = applicable === node.full ? sum : divideHalfUp(sum * node.full, applicable);
  state.trace?.push({ node: node.id, score, full: node.full, sum, applicable });
  return score;
}

function scoreItem(item, subject, state) {
  if (item.notApplicable !== null && subject.get(item.notApplicable) > 0) {
    state.trace?.push({ node: item.id, notApplicable: true });
    return null;
  }
  let base = item.full;
  let deducted = 0;
  let zero = false;
  for (const rule of item.rules) {
    const effect = RULES[rule.kind](rule, subject, item);
    base = effect.base ?? base;
    deducted += effect.deduct ?? 0;
    zero ||= effect.zero === true;
    state.missing ||= effect.missing === true;
    state.veto = Math.max(state.veto, effect.veto ?? 0);
    state.trace?.push({ node: item.id, rule: rule.kind, effect });
  }
  const score = zero ? 0 : Math.max(0, Math.min(item.full, base - deducted));
  state.trace?.push({ node: item.id, score, full: item.full, base, deducted, zero });
  return score;
}
