import { describe, expect, it } from 'vitest';
import { parseScheme, type Scheme, type SchemeDocument } from '../../scheme/index.ts';
import { fraction, NO_HOLIDAYS } from '../../values/index.ts';
import { type Fact, type Subject, scoreCohort } from '../index.ts';
import { compileCohort, compileScheme, type SlotRange, slotKey } from './index.ts';

const SETTINGS = { asOf: '2024-12-31', holidays: NO_HOLIDAYS };
const HOSTILE = '"];globalThis.taken=1;//`\n\u2028';

function schemeOf(rules: object[], more: object = {}): Scheme {
  const document = {
    title: HOSTILE,
    year: 2024,
    components: [{ id: 'c', title: HOSTILE, weight: 100 }],
    groups: [{ id: 'g', title: HOSTILE, classes: [HOSTILE] }],
    sheets: [
      {
        id: 's',
        for: { groups: ['g'], components: ['c'] },
        indicators: [{ id: 'i', title: '指标', items: [{ id: 'item', title: HOSTILE, points: 10, rules }] }],
      },
    ],
    ...more,
  } as unknown as SchemeDocument;
  const { scheme, diagnostics } = parseScheme(document);
  if (!scheme) throw new Error(diagnostics.map((p) => p.message).join('\n'));
  return scheme;
}

const EACH = schemeOf([
  { id: 'r', kind: 'deductEach', unit: HOSTILE, when: HOSTILE, points: { [HOSTILE]: 0.5, 其他: 1 } },
]);
const roster = (n: number): Subject[] =>
  Array.from({ length: n }, (_, i) => ({ id: `u${i}`, name: HOSTILE, group: 'g', class: HOSTILE }));
const looked = (subject: string): Fact => ({
  id: `${subject}x`,
  type: 'examination',
  subject,
  target: '*',
  component: 'c',
});
const found = (subject: string, count: number): Fact[] => [
  looked(subject),
  { id: `${subject}f`, type: 'finding', subject, target: 'r', count },
];

const shape = (ranges: [string, SlotRange][], subjects = 4) => ({
  subjects,
  classes: [HOSTILE],
  ranges: new Map(ranges),
});

describe('a compiled cohort', () => {
  it('follows single changes with the total and rank that a full evaluation gives', () => {
    const subjects = roster(40);
    const facts = subjects.flatMap((s, i) => found(s.id, 1 + (i % 7)));
    const run = compileCohort(EACH, subjects, facts, SETTINGS);
    if (!run.ok) throw new Error(run.reason);
    run.cohort.evaluateAll();
    const key = slotKey('c', '', 'r', 'count');
    for (let step = 0; step < 200; step++) {
      const [subject, count] = [(step * 17) % 40, 1 + ((step * 5) % 7)];
      const { total, rank } = run.cohort.update(subject, key, count);
      const { totals, ranks } = run.cohort.evaluateAll();
      expect([total, rank]).toEqual([totals[subject], ranks[subject]]);
      expect(total).toBe(10000 - 500 * count);
    }
  });

  it('refuses a changed value outside the range it was compiled for', () => {
    const run = compileCohort(EACH, roster(2), [...found('u0', 1), ...found('u1', 3)], SETTINGS);
    if (!run.ok) throw new Error(run.reason);
    run.cohort.evaluateAll();
    expect(() => run.cohort.update(0, slotKey('c', '', 'r', 'count'), 4)).toThrow(RangeError);
    expect(() => run.cohort.update(0, slotKey('c', '', 'r', 'aggravated'), 1)).toThrow(RangeError);
    expect(run.cohort.update(0, slotKey('c', '', 'another', 'count'), 1)).toEqual({ total: 9500, rank: 1 });
  });

  it('lets no word of the scheme into its source', () => {
    const result = compileScheme(EACH, shape([[slotKey('c', '', 'r', 'count'), { low: 0, high: 9 }]]));
    if (!result.ok) throw new Error(result.reason);
    for (const { source } of result.compiled.programs) expect(source).toMatch(/^[\x20-\x7e\n]*$/);
    expect(result.compiled.programs.map((p) => p.source).join()).not.toMatch(/taken|globalThis/);
  });

  it('says why it cannot compile instead of giving an inexact figure', () => {
    const wide = schemeOf([
      { id: 'r', kind: 'ratioStep', on: '率', target: 90.5, step: 0.3, points: 1, prorata: true },
    ]);
    const range = { low: 0, high: 2 ** 50 };
    const ranges: [string, SlotRange][] = (['numerator', 'denominator'] as const).map((f) => [
      slotKey('c', '', 'r', f),
      range,
    ]);
    expect(compileScheme(wide, shape(ranges))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('exact double'),
    });
  });

  it('computes exactly beyond 31 bits', () => {
    const rules = [{ id: 'r', kind: 'proportion', points: 'full', on: '率', whenNone: 'full' }];
    const scheme = schemeOf(rules, { decimals: 4 });
    const subjects = roster(3);
    const facts = [999_999_937, 1_000_000_007, 500_000_003].map((n, i): Fact => {
      const quotient = { numerator: fraction(n - 1), denominator: fraction(2 * n + 1) };
      return { id: `f${i}`, type: 'measure', subject: `u${i}`, target: 'r', ...quotient };
    });
    const run = compileCohort(scheme, subjects, facts, SETTINGS);
    if (!run.ok) throw new Error(run.reason);
    const traced = scoreCohort(scheme, subjects, facts, SETTINGS).sheets();
    expect([...run.cohort.evaluateAll().totals]).toEqual(traced.map((s) => s.total));
  });
});
