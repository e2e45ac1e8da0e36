import type { Fact, Subject } from '@zhunsheng/core/scoring';
import { type Fraction, formatExact } from '@zhunsheng/core/values';
import { canonicalJson } from '../digest.ts';

const exact = (value: Fraction | undefined): string | undefined =>
  value === undefined ? undefined : formatExact(value, 40);

/** A fact as one line of canonical JSON; it reads back as the same fact. */
export const factLine = (fact: Fact): string =>
  canonicalJson({
    ...fact,
    value: exact(fact.value),
    numerator: exact(fact.numerator),
    denominator: exact(fact.denominator),
  });

/** A subject as canonical JSON; it reads back as the same subject. */
export function subjectLine(subject: Subject): string {
  const { attributes, classHistory, ...rest } = subject;
  return canonicalJson({
    ...rest,
    attributes:
      attributes && Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, exact(value)])),
    classHistory: classHistory?.map((entry) => `${entry.from} ${entry.class}`),
  });
}
