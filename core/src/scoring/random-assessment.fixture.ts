import type { SchemeDocument } from '../scheme/index.ts';
import { fraction } from '../values/index.ts';
import type { Fact, Subject } from './index.ts';

/** A small generator with a seed: the same seed gives the same assessment on every machine. */
export function dice(seed: number) {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    chance: (p: number): boolean => next() < p,
    pick: <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!,
  };
}
type Dice = ReturnType<typeof dice>;

const CLASSES = ['中心镇', '一般乡镇'];
type WrittenRule = NonNullable<SchemeDocument['rules']>[number];

const points = (d: Dice, most: number): number => d.int(1, Math.max(1, most * 4)) / 4;
const byClass = (d: Dice, one: () => number) => (d.chance(0.25) ? { 中心镇: one(), 其他: one() } : one());
const maybe = <T extends object>(d: Dice, p: number, extra: () => T): T | object => (d.chance(p) ? extra() : {});

const MAKERS: Record<WrittenRule['kind'], (d: Dice, full: number) => object> = {
  deduct: (d, f) => ({ points: byClass(d, () => points(d, f)) }),
  deductEach: (d, f) => ({
    points: byClass(d, () => points(d, 1)),
    unit: '项',
    ...maybe(d, 0.4, () => ({ cap: points(d, f) })),
  }),
  shortfall: (d) => ({
    points: points(d, 1),
    unit: '次',
    required: byClass(d, () => d.int(1, 3)),
    period: d.pick(['年', '季']),
  }),
  deadline: (d, f) => ({
    points: points(d, 1),
    due: d.chance(0.5) ? '06-30' : { 中心镇: '04-30', 其他: '09-30' },
    ...maybe(d, 0.6, () => ({ per: d.pick(['天', '工作日', '周', '月']), cap: points(d, f) })),
    ...maybe(d, 0.3, () => ({ grace: d.int(1, 5) })),
    ...maybe(d, 0.3, () => ({ first: points(d, 1) })),
  }),
  award: (d, f) => ({ points: d.chance(0.3) ? 'full' : points(d, f) }),
  awardEach: (d, f) => ({ points: points(d, 1), unit: '件', cap: points(d, f) }),
  tiers: (d, f) => ({
    on: '合格率',
    steps: [
      { min: 90, points: 'full' },
      { min: 70, max: 90, points: f / 4, ...maybe(d, 0.5, () => ({ to: f / 2 })) },
      { min: 50, points: 0 },
    ],
    ...maybe(d, 0.2, () => ({ mode: 'deduct' })),
    whenNone: d.pick(['full', 'missing', 'notApplicable']),
  }),
  ratioStep: (d, f) => ({
    on: '办结率',
    target: d.int(60, 99),
    step: d.pick([1, 0.5, 5]),
    points: points(d, 1),
    prorata: d.chance(0.5),
    cap: points(d, f),
    whenNone: d.pick(['full', 'missing']),
    ...maybe(d, 0.2, () => ({ dir: 'above' })),
    ...maybe(d, 0.2, () => ({ mode: 'add' })),
  }),
  proportion: (d) => ({ points: 'full', on: '比例', whenNone: d.pick(['full', 'missing']) }),
  rank: (d, f) =>
    d.chance(0.5)
      ? { on: '办件量', from: f, step: 0.25 }
      : {
          on: '办件量',
          steps: [
            { min: 1, points: f },
            { min: 2, max: 4, points: f / 2 },
          ],
        },
  relative: (d, f) => ({
    on: '办件量',
    method: d.pick(['best', 'efficacy']),
    low: f / 4,
    high: f,
    ...maybe(d, 0.3, () => ({ dir: 'below' })),
  }),
  discretion: (d) => ({ mode: d.pick(['award', undefined]) }),
  zeroItem: (d) => ({ above: d.int(0, 2) }),
  bonus: (d) => ({ points: points(d, 2), per: '项', cap: points(d, 3), to: d.pick(['item', 'component', 'total']) }),
  penalty: (d) => ({ points: points(d, 2), per: '项', to: d.pick(['component', 'total']) }),
  veto: (d) => ({ effect: d.pick(['zero', 'noExcellent']) }),
  cap: (d, f) => ({ scope: 'item', points: points(d, f) }),
  formula: () => ({ expression: '得分=(甲+乙×2)÷取大(丙,1)×分值÷10' }),
};
const KINDS = Object.keys(MAKERS) as WrittenRule['kind'][];
const PLAIN: readonly string[] = ['deduct', 'deductEach', 'awardEach'];

function makeRule(d: Dice, full: number): WrittenRule {
  const kind = d.pick(KINDS);
  const multiplier =
    PLAIN.includes(kind) && d.chance(0.3)
      ? { multiplier: { factor: d.pick([2, 0.25, 1.5]), ...maybe(d, 0.6, () => ({ when: '隐瞒' })) } }
      : {};
  const share = kind === 'deductEach' && d.chance(0.2) ? { share: '人数' } : {};
  return { kind, ...MAKERS[kind](d, full), ...multiplier, ...share } as WrittenRule;
}

const rulesFor = (d: Dice, full: number): WrittenRule[] => Array.from({ length: d.int(1, 3) }, () => makeRule(d, full));

const METHODS = [
  {},
  {},
  { method: 'equal' },
  { method: 'full' },
  { method: 'groupMean' },
  { within: 'component' },
  { within: 'total' },
  { method: 'equal', within: 'component' },
] as const;

function makeItem(d: Dice) {
  const full = d.int(2, 8);
  const parts = d.chance(0.15)
    ? {
        parts: [
          { title: '前', points: 1, rules: rulesFor(d, 1) },
          { title: '后', points: full - 1, rules: rulesFor(d, full - 1) },
        ],
      }
    : {};
  return {
    title: `考核内容${full}`,
    points: full,
    text: '评分标准',
    rules: rulesFor(d, full),
    notApplicable: d.pick(METHODS),
    ...parts,
    ...maybe(d, 0.1, () => ({ floor: d.pick(['none', 1]) })),
  };
}

function makeSheet(d: Dice, component: string) {
  const indicators = Array.from({ length: d.int(1, 3) }, (_, i) => ({
    title: `指标${i + 1}`,
    items: Array.from({ length: d.int(1, 4) }, () => makeItem(d)),
  }));
  return { id: `s-${component}`, for: { groups: ['g'], components: [component] }, indicators };
}

const PANELS = [
  {},
  { panel: { of: 'item', method: 'mean', minMarks: 2 } },
  { panel: { of: 'item', method: 'trimmedMean', trim: 1, minMarks: 2 } },
  { panel: { of: 'item', method: 'median' } },
] as const;

/** A scheme of every rule kind and modifier, as an office could write it, with 2 or 3 components. */
export function randomScheme(d: Dice): SchemeDocument {
  const periods = d.chance(0.3)
    ? { periods: { unit: '季', combine: d.pick(['mean', 'sum', 'last']), absent: d.pick(['missing', 'skip', 'zero']) } }
    : {};
  return {
    title: '随机方案',
    year: 2024,
    decimals: d.pick([2, 2, 3, 4]),
    scale: d.pick([100, 100, 1000]),
    noDouble: d.pick(['assessment', 'component', 'item', 'off']),
    components: [
      { id: 'daily', title: '日常', weight: 30, ...periods },
      { id: 'yearEnd', title: '年终', weight: 60, ...d.pick(PANELS) },
      {
        id: 'review',
        title: '评议',
        weight: 10,
        panel: { of: 'component', method: 'trimmedMean', trim: 1, minMarks: 2 },
      },
    ],
    groups: [{ id: 'g', title: '乡镇', classes: CLASSES }],
    sheets: [makeSheet(d, 'daily'), makeSheet(d, 'yearEnd')],
    rules: [
      { id: 'B', kind: 'bonus', points: 1.5, per: '项' },
      { id: 'P', kind: 'penalty', points: 1 },
      { kind: 'cap', scope: 'total', points: d.int(1, 5) },
    ],
    ...maybe(d, 0.4, () => ({ gate: { min: d.int(30, 80), above: d.chance(0.5) } })),
  } as SchemeDocument;
}

/** A roster of one group. */
export const randomSubjects = (d: Dice): Subject[] =>
  Array.from({ length: d.int(2, 6) }, (_, i) => ({
    id: `u${i}`,
    name: `单位${i}`,
    group: 'g',
    class: d.pick(CLASSES),
    ...(d.chance(0.9) && { attributes: { 人数: fraction(d.int(1, 9)) } }),
    ...(d.chance(0.1) && { from: '2024-05-01' }),
  }));

/** What the generator must know of a rule to record something against it. */
export interface Recordable {
  readonly id: string;
  readonly kind: WrittenRule['kind'];
  readonly component?: string;
  readonly periods: boolean;
  readonly item?: string;
}

const QUARTERS = ['2024Q1', '2024Q2', '2024Q3', '2024Q4'];
const day = (d: Dice): string =>
  `2024-${String(d.int(1, 12)).padStart(2, '0')}-${String(d.int(1, 28)).padStart(2, '0')}`;

type Entries = Partial<Fact>[];

const measures = (d: Dice): Entries => {
  if (d.chance(0.08)) return [];
  const plain = d.chance(0.5);
  const quotient = { numerator: fraction(d.int(0, 40)), denominator: fraction(d.int(0, 40)) };
  return [{ type: 'measure', ...(plain ? { value: fraction(d.int(0, 1000), 10) } : quotient) }];
};

const named = (d: Dice): Entries =>
  ['甲', '乙', '丙'].map((name) => ({ type: 'measure', name, value: fraction(d.int(0, 30), 3) }));

const marks = (d: Dice): Entries =>
  Array.from({ length: d.int(0, 4) }, (_, i) => ({
    type: 'mark',
    value: fraction(d.int(0, 8), 4),
    by: `评委${i}`,
    reason: '评分',
  }));

function findings(d: Dice, likely: number): Entries {
  if (!d.chance(likely)) return [];
  const matter = d.chance(0.3) ? { matter: `事项${d.int(1, 4)}` } : {};
  const occurredOn = d.chance(0.05) ? '2023-06-01' : day(d);
  return [{ type: 'finding', occurredOn, ...matter, count: d.int(0, 3), aggravated: d.chance(0.3), reason: '查实' }];
}

const completions = (d: Dice): Entries =>
  d.chance(0.5) ? [{ type: 'completion', ...(d.chance(0.8) && { completedOn: day(d) }) }] : findings(d, 0.5);

const counts = (d: Dice, period: string | undefined): Entries =>
  period === undefined && d.chance(0.5)
    ? QUARTERS.map((q) => ({ type: 'measure', period: q, count: d.int(0, 3) }))
    : findings(d, 0.5);

const MEASURED: readonly string[] = ['tiers', 'ratioStep', 'proportion', 'rank', 'relative'];

function factsOfRule(d: Dice, rule: Recordable, period: string | undefined): Entries {
  if (MEASURED.includes(rule.kind)) return measures(d);
  if (rule.kind === 'formula') return named(d);
  if (rule.kind === 'discretion') return marks(d);
  if (rule.kind === 'deadline') return completions(d);
  if (rule.kind === 'shortfall') return counts(d, period);
  if (rule.kind === 'cap') return [];
  return findings(d, rule.kind === 'veto' ? 0.05 : 0.5);
}

const inPeriod = (entry: Partial<Fact>, period: string | undefined): Partial<Fact> =>
  period === undefined ? entry : { ...entry, period, occurredOn: undefined };

/** A year's facts of one subject: findings, measures, marks, examinations, decisions, withdrawals. */
export function randomFacts(d: Dice, subject: string, rules: readonly Recordable[], items: readonly string[]): Fact[] {
  const facts: Fact[] = [];
  const add = (fact: Partial<Fact>): void => {
    facts.push({ id: `${subject}-${facts.length}`, type: 'finding', target: '', subject, ...fact } as Fact);
  };
  for (const rule of rules) {
    for (const period of rule.periods ? QUARTERS : [undefined])
      for (const fact of factsOfRule(d, rule, period)) add({ target: rule.id, ...inPeriod(fact, period) });
  }
  for (const component of ['daily', 'yearEnd'])
    if (d.chance(0.9)) add({ type: 'examination', target: '*', component, by: '考核组' });
  for (let i = d.int(0, 4); i > 0; i--)
    add({ type: 'mark', target: 'review', value: fraction(d.int(300, 400), 4), by: `评委${i}` });
  for (const item of items)
    if (d.chance(0.06)) add({ type: 'notApplicable', target: item, reason: '无此项职能', by: '考核办' });
  if (facts.length > 0 && d.chance(0.3)) add({ type: 'withdrawal', target: d.pick(facts).id, reason: '记错' });
  return facts;
}
