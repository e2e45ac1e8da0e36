import { describe, expect, it } from 'vitest';
import { parseScheme } from '../scheme/index.ts';
import { NO_HOLIDAYS } from '../values/index.ts';
import { type Fact, findNode, scoreCohort } from './index.ts';

const { scheme } = parseScheme({
  title: '分季考核',
  year: 2024,
  components: [{ id: 'c', title: '日常', weight: 100, periods: { unit: '季', combine: 'mean' } }],
  groups: [{ id: 'g', title: '乡镇' }],
  sheets: [
    {
      for: { groups: ['g'], components: ['c'] },
      indicators: [
        { title: '甲', items: [{ id: 'i', title: '一', points: 100, rules: [{ kind: 'deduct', points: 1 }] }] },
      ],
    },
  ],
});

describe('a finding that was withdrawn', () => {
  it('is shown in the period where it stood and in no other, and takes nothing', () => {
    const facts: Fact[] = [
      { id: 'x', type: 'examination', subject: 'u', target: '*', component: 'c' },
      { id: 'f', type: 'finding', subject: 'u', target: 'i#1', occurredOn: '2024-05-06', reason: '误记' },
      { id: 'w', type: 'withdrawal', subject: 'u', target: 'f', reason: '记错单位' },
    ];
    const subjects = [{ id: 'u', name: '单位', group: 'g' }];
    const sheet = scoreCohort(scheme!, subjects, facts, { asOf: '2024-12-31', holidays: NO_HOLIDAYS }).sheet('u');
    const shown = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) =>
      findNode(findNode(sheet.root, `c@2024${quarter}`)!, 'i#1')!.findings.map((f) => f.status),
    );
    expect(shown).toEqual([[], ['withdrawn'], [], []]);
    expect(sheet.total).toBe(10000);
  });
});
