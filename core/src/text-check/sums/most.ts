import { effectOf, type Figure, figureFor, type Rule, type Tiers } from '../../scheme/index.ts';
import type { Points } from '../../values/index.ts';

/** How far one rule can go: a bound, or `undefined` where nothing bounds it. */
export type Most = Points | undefined;

const at = (figure: Figure<Points> | undefined, subjectClass: string | undefined): Most =>
  figure && figureFor(figure, subjectClass);

/** The most that a rule can deduct; a count without 最多 is bounded by nothing. */
export function mostDeducted(rule: Rule, subjectClass: string | undefined): Most {
  if (rule.multiplier) return undefined;
  if (rule.kind === 'deduct') return at(rule.points, subjectClass);
  if (rule.kind === 'deadline') return rule.per ? at(rule.cap, subjectClass) : at(rule.points, subjectClass);
  if (rule.kind === 'deductEach' || rule.kind === 'shortfall') return at(rule.cap, subjectClass);
  if (rule.kind === 'ratioStep') return at(rule.cap, subjectClass);
  if (rule.kind === 'tiers') return highestStep(rule, subjectClass);
  if (rule.kind === 'discretion' && rule.per === undefined) return rule.max;
  return undefined;
}

/** The most that a rule can give. */
export function mostGiven(rule: Rule, subjectClass: string | undefined): Most {
  if (rule.multiplier || rule.share !== undefined) return undefined;
  if (rule.kind === 'award') return at(rule.points, subjectClass);
  if (rule.kind === 'awardEach') return at(rule.cap, subjectClass);
  if (rule.kind === 'discretion') return rule.per === undefined ? rule.max : undefined;
  return rule.kind === 'tiers' ? highestStep(rule, subjectClass) : undefined;
}

function highestStep(rule: Tiers, subjectClass: string | undefined): Points {
  const steps = rule.steps.flatMap((step) => [at(step.points, subjectClass), step.to]);
  return Math.max(0, ...steps.filter((points): points is Points => points !== undefined));
}

/** The sum, or `undefined` when one of them is unbounded. */
export function sumOf(rules: readonly Rule[], most: (rule: Rule) => Most): Most {
  let sum = 0;
  for (const rule of rules) {
    const points = most(rule);
    if (points === undefined) return undefined;
    sum += points;
  }
  return sum;
}

export const takes = (rule: Rule): boolean => effectOf(rule) === 'minus';
export const gives = (rule: Rule): boolean => effectOf(rule) === 'plus';
