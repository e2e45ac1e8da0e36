import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WrittenRule } from '../scheme/index.ts';
import { printRule, readRules, toWritten } from './index.ts';
import { readCounting } from './read-rules.ts';

const points = fc.integer({ min: 1, max: 40 }).map((n) => n / 4);
const unit = fc.constantFrom('件', '次', '项', '处', '人次', '户');
const count = fc.integer({ min: 1, max: 12 });
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const due = fc.constantFrom('04-30', '12-01', '02-28', '15个工作日内', '30日内');

const percents = fc
  .uniqueArray(fc.integer({ min: 20, max: 99 }), { minLength: 2, maxLength: 4 })
  .map((list) => [...list].sort((a, b) => b - a));

const tiers = percents.map((edges) => ({
  kind: 'tiers' as const,
  on: '群众满意率',
  unit: '%',
  steps: [
    ...edges.map((min, i) => ({ min, ...(i > 0 && { max: edges[i - 1] }), points: 10 - 2 * i })),
    { max: edges.at(-1), points: 0 },
  ],
}));

const RULES: Record<WrittenRule['kind'], fc.Arbitrary<unknown>> = {
  deduct: fc.record({ kind: fc.constant('deduct'), points }),
  deductEach: fc.record({ kind: fc.constant('deductEach'), points, unit, cap: maybe(points) }),
  shortfall: fc.record({
    kind: fc.constant('shortfall'),
    points,
    unit: fc.constantFrom('次', '篇', '件'),
    required: fc.oneof(count, fc.record({ 中心镇: count, 一般乡镇: count })),
    period: fc.constantFrom('年', '半年', '季', '月', '周'),
    cap: maybe(points),
  }),
  deadline: fc.oneof(
    fc.record({ kind: fc.constant('deadline'), points, due }),
    fc.record({
      kind: fc.constant('deadline'),
      points,
      due: fc.record({ 中心镇: fc.constant('04-30'), 其他: fc.constant('09-30') }),
    }),
    fc.record({
      kind: fc.constant('deadline'),
      points,
      due: maybe(due),
      per: fc.constantFrom('天', '日', '工作日', '周'),
      cap: maybe(points),
    }),
    fc.record({ kind: fc.constant('deadline'), points, due, per: fc.constantFrom('件', '次', '个') }),
  ),
  award: fc.record({ kind: fc.constant('award'), points: fc.oneof(points, fc.constant('full')) }),
  awardEach: fc.record({ kind: fc.constant('awardEach'), points, unit, cap: maybe(points) }),
  tiers,
  ratioStep: fc.record({
    kind: fc.constant('ratioStep'),
    target: fc.integer({ min: 1, max: 100 }),
    step: fc.constantFrom(0.1, 0.5, 1, 2, 5),
    points,
    dir: maybe(fc.constant('above')),
    unit: fc.constant('百分点'),
    cap: maybe(points),
  }),
  proportion: fc.record({ kind: fc.constant('proportion'), points: fc.oneof(points, fc.constant('full')) }),
  rank: fc.oneof(
    fc.constant({
      kind: 'rank',
      steps: [
        { min: 1, max: 2, points: 5 },
        { min: 2, max: 4, points: 3 },
        { min: 4, max: 5, points: 1 },
      ],
    }),
    fc.record({ kind: fc.constant('rank'), from: points, step: points }),
  ),
  relative: fc.oneof(
    fc.constant({ kind: 'relative', method: 'best' }),
    fc.record({ kind: fc.constant('relative'), method: fc.constant('efficacy'), low: points, high: points }),
  ),
  discretion: fc.oneof(
    fc.constant({ kind: 'discretion' }),
    fc.record({ kind: fc.constant('discretion'), min: fc.constantFrom(1, 2), max: fc.constantFrom(3, 5) }),
    fc.record({
      kind: fc.constant('discretion'),
      mode: fc.constant('award'),
      min: fc.constantFrom(1, 2),
      max: fc.constantFrom(3, 5),
    }),
  ),
  zeroItem: fc.record({ kind: fc.constant('zeroItem'), above: maybe(count) }),
  bonus: fc.oneof(
    fc.record({ kind: fc.constant('bonus'), points }),
    fc.record({ kind: fc.constant('bonus'), points, per: unit, cap: maybe(points) }),
  ),
  penalty: fc.oneof(
    fc.record({ kind: fc.constant('penalty'), points }),
    fc.record({ kind: fc.constant('penalty'), points, per: unit, cap: maybe(points) }),
  ),
  veto: fc.oneof(
    fc.constantFrom({ kind: 'veto', effect: 'zero' }, { kind: 'veto', effect: 'noExcellent' }),
    fc.record({
      kind: fc.constant('veto'),
      effect: fc.constant('grade'),
      grade: fc.constantFrom('不合格', '不达标', '不称职'),
    }),
    fc.constant({ kind: 'veto', effect: 'atMost', grade: '合格' }),
  ),
  cap: fc.oneof(
    fc.constant({ kind: 'cap', scope: 'item' }),
    fc.record({ kind: fc.constant('cap'), scope: fc.constant('group'), points }),
  ),
  formula: fc.constant({ kind: 'formula', expression: '案卷平均分÷100×分值' }),
};

const plain = (rule: object): object => {
  const { clause: _, when: __, on: ___, of: ____, ...rest } = rule as Record<string, unknown>;
  return Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined));
};

const OUTSIDE: ReadonlySet<string> = new Set(['bonus', 'penalty', 'veto', 'cap']);

describe('a typed rule', () => {
  it.each(Object.keys(RULES) as WrittenRule['kind'][])(
    'of kind %s prints as a sentence that reads back to the same rule',
    (kind) => {
      fc.assert(
        fc.property(RULES[kind], (drawn) => {
          const rule = {
            ...(kind === 'cap' || kind === 'formula' ? {} : { when: '未按程序办理' }),
            on: '办结率',
            ...(drawn as object),
          } as WrittenRule;
          const text = `${printRule(rule)}。`;
          const readings = readRules({ text, ...(!OUTSIDE.has(kind) && { points: 50 }) });
          const back = readings.flatMap((r) =>
            toWritten(r, { text, bonus: kind === 'bonus', penalty: kind === 'penalty' }),
          );
          expect({ text, rules: back.map(plain) }).toEqual({ text, rules: [plain(rule)] });
        }),
        { numRuns: 60 },
      );
    },
  );
});

const PIECES = [
  '扣1分',
  '每少1次',
  '，',
  '。',
  '；',
  '90%以上',
  '得5分',
  '不得分',
  '1—3分',
  '(',
  ')',
  '、',
  '第1名',
  '最多扣2分',
  '\n',
  '|',
  '1.',
  '①',
  '一票否决',
  '为优秀',
  '占20%',
  '得分=',
  '×',
  '分别扣1分、2分',
  '每季度不少于1次',
  '4月30日前',
  '未',
  '如',
  '扣完为止',
  '酌情扣分',
  '中心镇',
  '按比例',
  '最高的得',
  '一',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((list) => list.join(''));

describe('any text', () => {
  it('is read without an error, and every span lies inside it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { span } of readRules({ text, points: 10 })) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(span.start).toBeLessThanOrEqual(span.end);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('takes work in proportion to its length: twice the text, twice the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }), (list) => {
        const once = list.join('');
        const steps = (n: number) => readCounting({ text: once.repeat(n), points: 10 }).steps;
        expect(steps(400)).toBeLessThanOrEqual(2.2 * steps(200) + 200);
      }),
      { numRuns: 60 },
    );
  });
});
