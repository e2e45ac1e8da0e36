import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, parseScheme, rulesOf, type Scheme } from '../../scheme/index.ts';
import { NO_HOLIDAYS } from '../../values/index.ts';
import { type Fact, type Subject, scoreCohort } from '../index.ts';
import { dice, type Recordable, randomFacts, randomScheme, randomSubjects } from '../random-assessment.fixture.ts';
import { compileCohort, NO_TOTAL } from './index.ts';

const SETTINGS = { asOf: '2024-12-31', holidays: NO_HOLIDAYS };

interface Assessment {
  readonly scheme: Scheme;
  readonly subjects: readonly Subject[];
  readonly facts: readonly Fact[];
}

function recordables(scheme: Scheme): Recordable[] {
  const inSheets = scheme.sheets.flatMap((sheet) => {
    const periods = scheme.components.find((c) => c.id === sheet.components[0])?.periods !== undefined;
    return itemsOf(sheet).flatMap((item) =>
      rulesOf(item).map((r) => ({ id: r.id, kind: r.kind, periods, item: item.id })),
    );
  });
  return [...inSheets, ...scheme.rules.map((r) => ({ id: r.id, kind: r.kind, periods: false }))];
}

function randomAssessment(seed: number): Assessment {
  const d = dice(seed);
  const { scheme, diagnostics } = parseScheme(randomScheme(d));
  if (!scheme) throw new Error(diagnostics.map((p) => p.message).join('\n'));
  const subjects = randomSubjects(d);
  const items = scheme.sheets.flatMap((s) => itemsOf(s).map((i) => i.id));
  return { scheme, subjects, facts: subjects.flatMap((s) => randomFacts(d, s.id, recordables(scheme), items)) };
}

/** Totals of both forms side by side, and why the compiler refused, if it did. */
function bothForms({ scheme, subjects, facts }: Assessment) {
  const traced = scoreCohort(scheme, subjects, facts, SETTINGS).sheets();
  const run = compileCohort(scheme, subjects, facts, SETTINGS);
  if (!run.ok) return { refused: run.reason };
  const { totals } = run.cohort.evaluateAll();
  return { traced: traced.map((s) => s.total), compiled: [...totals].map((t) => (t === NO_TOTAL ? null : t)) };
}

describe('the compiled form', () => {
  it('gives every subject the total that its score sheet prints, whatever the scheme and the facts', () => {
    let refused = 0;
    let complete = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const both = bothForms(randomAssessment(seed));
        if (both.refused !== undefined) refused++;
        else {
          complete += both.traced!.filter((t) => t !== null).length;
          expect(both.compiled).toEqual(both.traced);
        }
      }),
      { numRuns: 400, seed: 20241124 },
    );
    expect(refused).toBeLessThan(40);
    expect(complete).toBeGreaterThan(100);
  });
});
