import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyForm, WIDE_BASE } from './order-key.ts';
import { KeyedOrdering } from './ranking.ts';

const GROUPS = 3;
const SUBJECTS = 30;

/** A place in the order: a group (the last is of the incomplete) and a figure, few enough for many ties. */
const standing = fc.record({ group: fc.nat(GROUPS), figure: fc.nat(6) });
const change = fc.record({ subject: fc.nat(SUBJECTS - 1), to: standing });

describe.each([
  ['narrow', { wide: false, groupShift: 5, groups: GROUPS }],
  ['wide', { wide: true, groupShift: 40, groups: GROUPS }],
] satisfies [string, KeyForm][])('an ordering by %s keys', (_, form) => {
  const keyOf = ({ group, figure }: { group: number; figure: number }): number =>
    (form.wide ? WIDE_BASE : 0) + group * 2 ** form.groupShift + (group === GROUPS ? 0 : figure);

  it('gives after each of many changes the rank that sorting anew would give', () => {
    const start = fc.array(standing, { minLength: SUBJECTS, maxLength: SUBJECTS });
    fc.assert(
      fc.property(start, fc.array(change, { maxLength: 40 }), (first, changes) => {
        const kept = new KeyedOrdering(form, SUBJECTS);
        first.forEach((at, subject) => {
          kept.keys[subject] = keyOf(at);
        });
        kept.rankAll(() => {});
        for (const { subject, to } of changes) {
          const oldKey = kept.keyOf(subject);
          kept.keys[subject] = keyOf(to);
          const fresh = new KeyedOrdering(form, SUBJECTS);
          fresh.keys.set(kept.keys);
          fresh.rankAll(() => {});
          expect(kept.moved(subject, oldKey)).toBe(fresh.ranks[subject]);
        }
      }),
    );
  });
});
