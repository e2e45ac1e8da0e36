import { describe, expect, it } from 'vitest';
import { parseScheme } from '../scheme/index.ts';
import { fraction, NO_HOLIDAYS } from '../values/index.ts';
import { compileCohort } from './compiled/index.ts';
import { type Fact, scoreCohort } from './index.ts';

const { scheme } = parseScheme({
  title: '自评办法',
  year: 2024,
  components: [
    { id: 'own', title: '自评', weight: 40, source: 'selfScore' },
    { id: 'office', title: '核定', weight: 60 },
  ],
  groups: [{ id: 'g', title: '乡镇' }],
  sheets: [
    {
      id: 's',
      for: { groups: ['g'], components: ['own', 'office'] },
      points: 100,
      indicators: [
        {
          id: 'I1',
          title: '规范性文件',
          items: [
            { id: 'A', title: '制定', points: 60, rules: [{ id: 'A#1', kind: 'deduct', points: 5 }] },
            { id: 'B', title: '备案', points: 40, rules: [{ id: 'B#1', kind: 'deduct', points: 5 }] },
          ],
        },
      ],
    },
  ],
  grading: [
    {
      for: { groups: ['g'] },
      bands: [
        { grade: '合格', min: 60 },
        { grade: '不合格', max: 60 },
      ],
    },
  ],
});

const SUBJECT = { id: 'u', name: '某镇', group: 'g' };
const fact = (id: string, fields: Omit<Fact, 'id' | 'subject'>): Fact => ({ id, subject: 'u', ...fields });
const own = (item: string, points: number): Fact =>
  fact(`own-${item}`, { type: 'selfScore', target: item, component: 'own', value: fraction(points) });
const decided = (target: string): Fact =>
  fact(`none-${target}`, { type: 'notApplicable', target, component: 'office', reason: '没有此项职能', by: '考核办' });
const looked = fact('looked', { type: 'examination', target: '*', component: 'office', by: '考核组' });

function both(facts: readonly Fact[]) {
  const settings = { asOf: '2024-12-31', holidays: NO_HOLIDAYS };
  const sheet = scoreCohort(scheme!, [SUBJECT], facts, settings).sheet('u');
  const run = compileCohort(scheme!, [SUBJECT], facts, settings);
  return { sheet, compiled: run.ok ? run.cohort.evaluateAll().totals[0] : undefined };
}

describe('self-assessment as a component', () => {
  it('does not ask again for what was decided not to apply, and shares its marks among the others', () => {
    const { sheet, compiled } = both([looked, decided('B'), own('A', 45)]);
    expect(sheet.components).toEqual({ own: 7500, office: 10000 });
    expect(sheet.total).toBe(9000);
    expect(compiled).toBe(9000);
    expect(sheet.root.children[0]?.children[1]).toMatchObject({
      outcome: 'notApplicable',
      notes: ['不涉及：没有此项职能（考核办同意）'],
    });
  });

  it('lacks the mark of an item that applies', () => {
    const { sheet } = both([looked, own('A', 45)]);
    expect(sheet.missing).toMatchObject([{ id: 'B', component: 'own', reason: '没有自评分' }]);
  });

  it('gives its weight to the others where nothing of the sheet applies', () => {
    const { sheet, compiled } = both([looked, { ...decided('I1'), component: 'own' }]);
    expect(sheet.components).toEqual({ own: null, office: 10000 });
    expect([sheet.total, compiled]).toEqual([10000, 10000]);
  });
});
