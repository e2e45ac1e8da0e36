import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeCohort } from '../../grading/index.ts';
import { itemsOf, parseScheme, rulesOf, type Scheme, type SchemeDocument } from '../../scheme/index.ts';
import { fraction, NO_HOLIDAYS } from '../../values/index.ts';
import { type Fact, type Subject, scoreCohort } from '../index.ts';
import { dice, type Recordable, randomFacts, randomScheme, randomSubjects } from '../random-assessment.fixture.ts';
import { compileCohort, NO_TOTAL, UNGRADED } from './index.ts';
import { variedScheme, variedSubjects } from './varied-scheme.fixture.ts';

type Dice = ReturnType<typeof dice>;
const SETTINGS = { asOf: '2024-12-31', holidays: NO_HOLIDAYS };
const SEEDS = fc.integer({ min: 1, max: 2 ** 31 });

interface Assessment {
  readonly scheme: Scheme;
  readonly subjects: readonly Subject[];
  readonly facts: readonly Fact[];
}

/** A scheme as the office would get it; `undefined` where the random document is refused. */
const parsed = (document: SchemeDocument): Scheme | undefined => parseScheme(document).scheme;

function recordables(scheme: Scheme): Recordable[] {
  const inSheets = scheme.sheets.flatMap((sheet) => {
    const periods = scheme.components.find((c) => c.id === sheet.components[0])?.periods !== undefined;
    return itemsOf(sheet).flatMap((item) =>
      rulesOf(item).map((r) => ({ id: r.id, kind: r.kind, periods, item: item.id })),
    );
  });
  return [...inSheets, ...scheme.rules.map((r) => ({ id: r.id, kind: r.kind, periods: false }))];
}

/** A sheet that serves two components needs to be told which one a fact counts in. */
function inComponents(d: Dice, scheme: Scheme, facts: readonly Fact[]): Fact[] {
  const self = scheme.components.some((c) => c.source === 'selfScore');
  if (!self) return [...facts];
  const sheet = scheme.sheets[0]!;
  const targets = new Set(itemsOf(sheet).flatMap((item) => [item.id, ...rulesOf(item).map((r) => r.id)]));
  const own = [...new Set(facts.map((f) => f.subject))].flatMap((subject) =>
    itemsOf(sheet).flatMap((item): Fact[] => {
      if (d.chance(0.03)) return [];
      const value = fraction(d.int(0, 4), 4);
      return [
        { id: `${subject}-self-${item.id}`, type: 'selfScore', subject, target: item.id, component: 'self', value },
      ];
    }),
  );
  return [...facts.map((f) => (targets.has(f.target) ? { ...f, component: sheet.components[0]! } : f)), ...own];
}

function assess(
  seed: number,
  make: (d: Dice) => SchemeDocument,
  roster: (d: Dice) => Subject[],
): Assessment | undefined {
  const d = dice(seed);
  const scheme = parsed(make(d));
  if (!scheme) return undefined;
  const subjects = roster(d);
  const items = scheme.sheets.flatMap((s) => itemsOf(s).map((i) => i.id));
  const facts = subjects.flatMap((s) => randomFacts(d, s.id, recordables(scheme), items));
  return { scheme, subjects, facts: inComponents(d, scheme, facts) };
}

const told = (total: number): number | null => (total === NO_TOTAL ? null : total);

/** Totals, ranks and grades of both forms; `undefined` where widths cannot be proved. */
function bothForms({ scheme, subjects, facts }: Assessment) {
  const run = compileCohort(scheme, subjects, facts, SETTINGS);
  if (!run.ok) return undefined;
  const cohort = scoreCohort(scheme, subjects, facts, SETTINGS);
  const sheets = cohort.sheets();
  const graded = new Map(gradeCohort(cohort, sheets).subjects.map((s) => [s.subject, s]));
  const { totals, ranks, grades } = run.cohort.evaluateAll();
  const names = scheme.grading[0]?.bands.map((band) => band.grade) ?? [];
  return {
    traced: sheets.map((s) => ({
      total: s.total,
      rank: graded.get(s.subject)!.rank,
      grade: graded.get(s.subject)!.grade,
    })),
    compiled: subjects.map((_, i) => ({
      total: told(totals[i]!),
      rank: ranks[i] === 0 ? null : ranks[i],
      grade: grades[i] === UNGRADED ? null : names[grades[i]!],
    })),
  };
}

function agree(make: (d: Dice) => SchemeDocument, roster: (d: Dice) => Subject[], numRuns: number) {
  const seen = { compared: 0, refused: 0, complete: 0 };
  fc.assert(
    fc.property(SEEDS, (seed) => {
      const assessment = assess(seed, make, roster);
      if (!assessment) return;
      const both = bothForms(assessment);
      if (!both) seen.refused++;
      else {
        seen.compared++;
        seen.complete += both.traced.filter((s) => s.total !== null).length;
        expect(both.compiled).toEqual(both.traced);
      }
    }),
    { numRuns, seed: 20241124 },
  );
  return seen;
}

/** Changes random inputs one by one; how many there were. */
function changesAgree({ scheme, subjects, facts }: Assessment, d: Dice): number {
  const run = compileCohort(scheme, subjects, facts, SETTINGS);
  if (!run.ok || !run.cohort.independent) return 0;
  const { cohort } = run;
  const before = cohort.evaluateAll();
  const figures = () => subjects.map((_, i) => [before.totals[i], before.ranks[i]]);
  const programs = cohort.compiled.programs.map(({ low }) => low.slots);
  const open = programs.flat().filter((slot) => slot.high > slot.low);
  if (open.length === 0) return 0;
  for (let step = 0; step < 40; step++) {
    const [subject, { key }] = [d.int(0, subjects.length - 1), d.pick(open)];
    const slot = programs[cohort.compiled.programOf[groupOf(scheme, subjects[subject]!)]!]!.find((s) => s.key === key);
    if (!slot || slot.high === slot.low) continue;
    const { total, rank } = cohort.update(subject, key, d.int(slot.low, Math.min(slot.high, slot.low + 50)));
    cohort.evaluateAll();
    expect([total, rank]).toEqual(figures()[subject]);
  }
  return 40;
}

const groupOf = (scheme: Scheme, subject: Subject): number => scheme.groups.findIndex((g) => g.id === subject.group);

describe('the compiled form', () => {
  it('gives every subject the total that its score sheet prints, whatever the scheme and the facts', () => {
    const { compared, refused, complete } = agree(randomScheme, randomSubjects, 200);
    expect(refused).toBeLessThan(15);
    expect(compared).toBeGreaterThan(180);
    expect(complete).toBeGreaterThan(100);
  });

  it('agrees over several groups, limits, bounds, compared items, self-assessment, vetoes and quotas', () => {
    const { compared, refused, complete } = agree(variedScheme, variedSubjects, 200);
    expect(refused).toBeLessThan(30);
    expect(compared).toBeGreaterThan(120);
    expect(complete).toBeGreaterThan(150);
  });

  it('gives after each single change the total and rank that a full evaluation gives, whatever the scheme', () => {
    let changed = 0;
    for (const make of [randomScheme, variedScheme]) {
      fc.assert(
        fc.property(SEEDS, (seed) => {
          const assessment = assess(seed, make, make === randomScheme ? randomSubjects : variedSubjects);
          if (assessment) changed += changesAgree(assessment, dice(seed + 1));
        }),
        { numRuns: 60, seed: 20241124 },
      );
    }
    expect(changed).toBeGreaterThan(200);
  });
});
