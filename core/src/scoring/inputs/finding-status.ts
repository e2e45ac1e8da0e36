import { figureFor, type Rule } from '../../scheme/index.ts';
import { compare, type Fraction, fraction, multiply, ZERO } from '../../values/index.ts';
import type { Fact, Subject } from './facts.ts';
import { componentOf, type FindingStatus, type SchemeIndex } from './record.ts';

/** 就高: what a finding would move on its own, before caps; veto findings always stand. */
function nominal(rule: Rule, fact: Fact, subject: Subject, itemFull: number): Fraction | undefined {
  const count = fraction(fact.count ?? 1);
  const factor =
    rule.multiplier && (rule.multiplier.when === undefined || fact.aggravated)
      ? (figureFor(rule.multiplier.factor, subject.class) ?? fraction(1))
      : fraction(1);
  switch (rule.kind) {
    case 'deduct':
    case 'award':
      return multiply(fraction(figureFor(rule.points, subject.class) ?? 0), factor);
    case 'deductEach':
    case 'awardEach':
    case 'shortfall':
    case 'deadline':
    case 'bonus':
    case 'penalty':
      return multiply(multiply(fraction(figureFor(rule.points, subject.class) ?? 0), count), factor);
    case 'zeroItem':
      return fraction(itemFull);
    default:
      return undefined;
  }
}

const isGain = (rule: Rule): boolean => rule.kind === 'award' || rule.kind === 'awardEach' || rule.kind === 'bonus';

interface Claim {
  readonly fact: Fact;
  readonly amount: Fraction;
  readonly order: number;
}

const better = (a: Claim, b: Claim): boolean => {
  const difference = compare(a.amount, b.amount);
  if (difference !== 0) return difference > 0;
  return a.order !== b.order ? a.order < b.order : a.fact.id < b.fact.id;
};

/**
 * Which findings of a subject count (考核期, 同一事项就高不重复).
 *
 * Of the findings of one `matter`, the largest nominal amount counts; item order breaks ties. Gains and losses are
 * told apart: an honour does not hide a fault of the same matter.
 */
export function findingStatus(
  index: SchemeIndex,
  subject: Subject,
  live: readonly Fact[],
): ReadonlyMap<string, FindingStatus> {
  const { period, noDouble } = index.scheme;
  const status = new Map<string, FindingStatus>();
  const best = new Map<string, Claim>();
  for (const fact of live) {
    const place = fact.type === 'finding' ? index.rules.get(fact.target) : undefined;
    if (!place) continue;
    const day = fact.occurredOn;
    const outside = day !== undefined && (day < period.from || day > period.to) && !place.rule.anyDate;
    status.set(fact.id, outside ? 'outOfPeriod' : 'counted');
    const amount = nominal(place.rule, fact, subject, place.item?.full ?? 0) ?? ZERO;
    if (outside || fact.matter === undefined || noDouble === 'off' || place.rule.kind === 'veto') continue;
    const scope =
      noDouble === 'item' ? (place.item?.id ?? '') : noDouble === 'component' ? (componentOf(index, fact) ?? '') : '';
    const group = `${isGain(place.rule) ? '+' : '-'}\n${scope}\n${fact.matter}`;
    const claim: Claim = { fact, amount, order: place.order };
    const rival = best.get(group);
    if (!rival || better(claim, rival)) {
      if (rival) status.set(rival.fact.id, 'notRepeated');
      best.set(group, claim);
    } else status.set(fact.id, 'notRepeated');
  }
  return status;
}
