import { describe, expect, it } from 'vitest';
import { parseScheme } from '../scheme/index.ts';
import { checkFacts, type Fact } from './index.ts';

const { scheme } = parseScheme({
  title: '分季考核',
  year: 2024,
  components: [
    { id: 'c', title: '日常', weight: 60, periods: { unit: '季', combine: 'mean' } },
    { id: 'e', title: '年终', weight: 40 },
  ],
  groups: [{ id: 'g', title: '乡镇' }],
  sheets: ['c', 'e'].map((component) => ({
    id: `sheet-${component}`,
    for: { groups: ['g'], components: [component] },
    indicators: [
      {
        title: '甲',
        items: [{ id: `item-${component}`, title: '一', points: 100, rules: [{ kind: 'deduct' as const, points: 1 }] }],
      },
    ],
  })),
});
const SUBJECTS = [{ id: 'u', name: '单位', group: 'g' }];

const remarks = (fields: Partial<Fact>): string[] => {
  const fact: Fact = { id: 'x', type: 'examination', subject: 'u', target: '*', ...fields };
  return checkFacts(scheme!, SUBJECTS, [fact]).map((d) => `${d.severity} ${d.code} ${d.message}`);
};

describe('an examination without a period, in a component that has periods', () => {
  it('is warned of where its date decides which period it is for', () => {
    const warning =
      'warning scoring.examined-period 这条查核没有填“时期”，按日期只作为2024Q3的查核，其他各期不算查核过。';
    expect(remarks({ component: 'c', foundOn: '2024-08-01' })).toEqual([warning]);
    expect(remarks({ target: 'item-c', occurredOn: '2024-08-01' })).toEqual([warning]);
    expect(remarks({ foundOn: '2024-08-01' })).toEqual([warning]);
  });

  it('is left alone where it names its period, bears no date within one, or the component has none', () => {
    expect(remarks({ component: 'c', period: '2024Q3', foundOn: '2024-08-01' })).toEqual([]);
    expect(remarks({ component: 'c' })).toEqual([]);
    expect(remarks({ component: 'c', foundOn: '2025-01-10' })).toEqual([]);
    expect(remarks({ component: 'e', foundOn: '2024-08-01' })).toEqual([]);
  });
});
