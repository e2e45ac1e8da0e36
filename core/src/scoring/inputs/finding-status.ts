import { figureFor, type Rule } from '../../scheme/index.ts';
import { compare, type Fraction, fraction, multiply, ZERO } from '../../values/index.ts';
import type { Fact, Subject } from './facts.ts';
import { componentOf, type FindingStatus, type RulePlace, type SchemeIndex } from './record.ts';

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

/** Keeps the better of a claim and its rival, and gives the other. */
function contest(best: Map<string, Claim>, group: string, claim: Claim): Claim | undefined {
  const rival = best.get(group);
  if (rival && !better(claim, rival)) return claim;
  best.set(group, claim);
  return rival;
}

/** The findings that compete with one another: same matter, same direction, same scope; `undefined` for none. */
function rivalry(index: SchemeIndex, fact: Fact, place: RulePlace): string | undefined {
  const { noDouble } = index.scheme;
  if (fact.matter === undefined || noDouble === 'off' || place.rule.kind === 'veto') return undefined;
  const scopes = { item: place.item?.id ?? '', component: componentOf(index, fact) ?? '', assessment: '' };
  return `${isGain(place.rule) ? '+' : '-'}\n${scopes[noDouble]}\n${fact.matter}`;
}

const isOutside = (index: SchemeIndex, fact: Fact, place: RulePlace): boolean => {
  const { period } = index.scheme;
  const day = fact.occurredOn;
  return day !== undefined && (day < period.from || day > period.to) && !place.rule.anyDate;
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
  const status = new Map<string, FindingStatus>();
  const best = new Map<string, Claim>();
  for (const fact of live) {
    const place = fact.type === 'finding' ? index.rules.get(fact.target) : undefined;
    if (!place) continue;
    const outside = isOutside(index, fact, place);
    status.set(fact.id, outside ? 'outOfPeriod' : 'counted');
    const group = outside ? undefined : rivalry(index, fact, place);
    if (group === undefined) continue;
    const amount = nominal(place.rule, fact, subject, place.item?.full ?? 0) ?? ZERO;
    const loser = contest(best, group, { fact, amount, order: place.order });
    if (loser) status.set(loser.fact.id, 'notRepeated');
  }
  return status;
}
