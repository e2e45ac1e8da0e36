import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScheme } from '../scheme/index.ts';
import { type Fact, type Subject, scoreCohort } from '../scoring/index.ts';
import { fraction, NO_HOLIDAYS } from '../values/index.ts';
import { gradeCohort, placesOf } from './index.ts';
import { within } from './places.ts';

const BANDS = [
  { grade: '优秀', min: 90 },
  { grade: '良好', min: 80, max: 90 },
  { grade: '合格', min: 60, max: 80 },
  { grade: '不合格', max: 60 },
];

/** Bodies whose totals are given: one item of 100 points, so many points lost. */
function graded(
  totals: readonly (number | null)[],
  grading: object,
  more: { results?: object; rules?: object[]; facts?: Fact[]; groups?: string[] } = {},
) {
  const groups = more.groups ?? totals.map(() => 'g');
  const names = [...new Set(groups)];
  const { scheme, diagnostics } = parseScheme({
    title: '等次',
    year: 2024,
    components: [{ id: 'c', title: '年终', weight: 100 }],
    groups: names.map((id) => ({ id, title: id })),
    sheets: [
      {
        id: 's',
        for: { groups: names, components: ['c'] },
        indicators: [
          {
            title: '甲',
            items: [{ id: 'i', title: '一', points: 100, rules: [{ kind: 'deductEach', points: 0.01, unit: '次' }] }],
          },
        ],
      },
    ],
    rules: more.rules,
    grading: [{ for: { groups: names }, bands: BANDS, ...grading }],
    results: more.results,
  });
  expect(diagnostics).toEqual([]);
  const subjects = totals.map((_, i): Subject => ({ id: `u${i}`, name: `单位${i}`, group: groups[i]! }));
  const facts = totals.flatMap((total, i): Fact[] =>
    total === null
      ? []
      : [
          { id: `x${i}`, type: 'examination', subject: `u${i}`, target: '*', component: 'c' },
          {
            id: `f${i}`,
            type: 'finding',
            subject: `u${i}`,
            target: 'i#1',
            count: Math.round((100 - total) * 100),
            reason: '查实',
          },
        ],
  );
  return gradeCohort(
    scoreCohort(scheme!, subjects, [...facts, ...(more.facts ?? [])], { asOf: '2024-12-31', holidays: NO_HOLIDAYS }),
  );
}

const gradesOf = (result: ReturnType<typeof graded>) =>
  Object.fromEntries(result.subjects.map((s) => [s.subject, s.grade]));
const ranksOf = (result: ReturnType<typeof graded>) =>
  Object.fromEntries(result.subjects.map((s) => [s.subject, s.rank]));

describe('ranks and bands', () => {
  it('share a rank among equals, and the next one counts them all', () => {
    expect(ranksOf(graded([80, 95, 80, 70], {}))).toEqual({ u1: 1, u0: 2, u2: 2, u3: 4 });
  });

  it('hold the lower edge and not the upper', () => {
    expect(gradesOf(graded([90, 89.99, 80, 60, 59.99], {}))).toEqual({
      u0: '优秀',
      u1: '良好',
      u2: '良好',
      u3: '合格',
      u4: '不合格',
    });
  });

  it('leave out whoever is not complete, with a reason, or put them last where the scheme says so', () => {
    const result = graded([95, null, 80], {});
    expect(ranksOf(result)).toEqual({ u0: 1, u2: 2, u1: null });
    expect(result.subjects.at(-1)!.reasons[0]).toContain('缺1项数据');
    expect(ranksOf(graded([95, null, 80], { incomplete: 'last' }))).toEqual({ u0: 1, u2: 2, u1: 3 });
  });

  it('list ties that are left to a decision', () => {
    expect(graded([95, 95, 80], { ties: { keys: ['total'], share: 'decision' } }).undecided).toEqual([
      { group: 'g', rank: 1, subjects: ['u0', 'u1'] },
    ]);
  });
});

describe('a quota', () => {
  it.each([
    ['floor', 1],
    ['halfUp', 1],
    ['ceil', 2],
  ] as const)('of 20%% of 7 with %s is %i', (rounding, places) => {
    expect(placesOf(7, { percent: fraction(20), rounding }).places).toBe(places);
  });

  it('rounds 20% of every n from 1 to 60 as integers do', () => {
    for (let n = 1; n <= 60; n++) {
      expect(placesOf(n, { percent: fraction(20), rounding: 'floor' }).places).toBe(Math.floor(n / 5));
      expect(placesOf(n, { percent: fraction(20), rounding: 'ceil' }).places).toBe(Math.floor((n + 4) / 5));
      expect(placesOf(n, { percent: fraction(20), rounding: 'halfUp' }).places).toBe(Math.floor((2 * n + 5) / 10));
    }
  });

  it('is never exceeded where equals at the edge fall, and never leaves a place empty where they stand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (values, places) => {
          const sorted = values.sort((a, b) => b - a);
          const same = (a: number, b: number) => a === b;
          expect(within(sorted, places, 'fall', same).chosen.length).toBeLessThanOrEqual(places);
          const stand = within(sorted, places, 'stand', same).chosen.length;
          if (places > 0) expect(stand).toBeGreaterThanOrEqual(Math.min(places, sorted.length));
        },
      ),
    );
  });

  it('pushes down whoever is outside, with the sum that shows it', () => {
    const result = graded([99, 98, 97, 96, 95, 70, 70], { quota: { grade: '优秀', percent: 20, of: 'group' } });
    expect(gradesOf(result)).toMatchObject({ u0: '优秀', u1: '良好', u4: '良好' });
    expect(result.quotas[0]).toMatchObject({ base: 7, places: 1, candidates: 5, given: 1 });
    expect(result.quotas[0]!.explanation).toBe('7个 × 20% = 1.4，舍去小数，名额1个');
    expect(result.subjects[1]!.reasons.at(-1)).toContain('超出名额，定为良好');
  });

  it('lets equals at its edge fall together, or stand together by the scheme', () => {
    const quota = { grade: '优秀', count: 2, of: 'group' };
    expect(graded([99, 98, 98, 91], { quota }).quotas[0]).toMatchObject({ given: 1, tiedAtEdge: ['u1', 'u2'] });
    expect(graded([99, 98, 98, 91], { quota: { ...quota, edge: 'stand' } }).quotas[0]).toMatchObject({ given: 3 });
  });

  it('can be one pool over all groups', () => {
    const result = graded(
      [99, 98, 97, 96, 95],
      { quota: { grade: '优秀', percent: 20, of: 'all' } },
      { groups: ['a', 'a', 'b', 'b', 'b'] },
    );
    expect(gradesOf(result)).toEqual({ u0: '优秀', u1: '良好', u2: '良好', u3: '良好', u4: '良好' });
  });
});

describe('a veto', () => {
  const finding: Fact = { id: 'v', type: 'finding', subject: 'u0', target: 'V', reason: '重大违法' };
  it.each([
    [{ effect: 'zero' }, '不合格'],
    [{ effect: 'grade', grade: '合格' }, '合格'],
    [{ effect: 'grade' }, '不合格'],
    [{ effect: 'noExcellent' }, '良好'],
    [{ effect: 'atMost', grade: '合格' }, '合格'],
  ])('%o makes the grade %s and says why', (effect, grade) => {
    const result = graded([95, 92], {}, { rules: [{ id: 'V', kind: 'veto', ...effect }], facts: [finding] });
    const own = result.subjects.find((s) => s.subject === 'u0')!;
    expect(own.grade).toBe(grade);
    expect(JSON.stringify(own.reasons)).toMatch(/重大违法|总分0.00/);
  });
});

describe('selection and rectification', () => {
  it('commends the best, and whoever is unqualified owes a plan', () => {
    const selections = [
      { id: 'best', title: '先进单位', of: 'all', count: 1, grades: ['优秀'] },
      { id: 'people', title: '先进个人', of: 'all', count: 1, choose: 'nominees' },
    ];
    const nomination: Fact = {
      id: 'n',
      type: 'nomination',
      subject: 'u1',
      target: 'people',
      name: '张某',
      reason: '办案',
    };
    const result = graded([50, 95, 93], {}, { results: { rectify: ['不合格'], selections }, facts: [nomination] });
    expect(result.selections[0]!.chosen.map((c) => c.subject)).toEqual(['u1']);
    expect(result.selections[1]!.chosen).toEqual([
      { subject: 'u1', name: '张某', reason: '单位1推荐（本组第1名，优秀）：办案' },
    ]);
    expect(result.subjects.filter((s) => s.rectify).map((s) => s.subject)).toEqual(['u0']);
  });
});
