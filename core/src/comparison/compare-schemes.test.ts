import { describe, expect, it } from 'vitest';
import { parseSchemeText } from '../rule-text/index.ts';
import { compareResults, compareSchemes } from './index.ts';

const scheme = (items: object[], change: object = {}) => {
  const { scheme: parsed, diagnostics } = parseSchemeText({
    title: '示例县2024年度依法行政考核方案',
    year: 2024,
    components: [{ id: 'c', title: '年终考核', weight: 100 }],
    groups: [{ id: 'g', title: '乡镇' }],
    sheets: [
      {
        id: 's',
        title: '评分表',
        for: { groups: ['g'], components: ['c'] },
        indicators: [{ title: '文件管理', items }],
      },
    ],
    grading: [
      {
        for: { groups: ['g'] },
        bands: [
          { grade: '优秀', min: 90 },
          { grade: '合格', max: 90 },
        ],
        quota: { grade: '优秀', percent: 20, of: 'group' },
      },
    ],
    ...change,
  });
  if (!parsed) throw new Error(diagnostics.map((d) => d.message).join(' '));
  return parsed;
};

const base = [
  { title: '备案', points: 5, text: '未备案的每件扣1分，最多扣3分。', evidence: ['备案登记表'] },
  { title: '培训', points: 5, text: '每季度培训不少于1次，每少一次扣0.5分；4月30日前未报计划的扣1分。' },
];
const says = (items: object[], change?: object) =>
  compareSchemes(scheme(base), scheme(items, change)).map((c) => `${c.direction} ${c.message}`);

describe('comparing two versions of a scheme', () => {
  it('finds nothing between a version and itself', () => {
    expect(says(base)).toEqual([]);
  });

  it.each([
    ['more points for each', '未备案的每件扣2分，最多扣3分。', 'tightened'],
    ['a lower bound on what is taken', '未备案的每件扣1分，最多扣2分。', 'loosened'],
    ['no bound any more', '未备案的每件扣1分。', 'tightened'],
  ])('%s is told with its direction', (_, text, direction) => {
    const [first] = base;
    const found = says([{ ...first, text }, base[1] as object]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${direction} .*改为`));
  });

  it('tells an earlier day and a higher number as tightened, rule by rule', () => {
    const text = '每季度培训不少于2次，每少一次扣0.5分；3月31日前未报计划的扣1分。';
    expect(says([base[0] as object, { ...base[1], text }]).map((line) => line.split(' ')[0])).toEqual([
      'tightened',
      'tightened',
    ]);
  });

  it('follows an item that moved, and names what is new and what is gone', () => {
    const fresh = { title: '公开', points: 5, text: '未公开的扣1分。' };
    expect(says([fresh, base[0] as object])).toEqual(['removed 删去本项（5分）', 'added 新增本项（5分）']);
  });

  it('tells of marks, papers, weights and quotas', () => {
    const [first, second] = base;
    const items = [
      { ...first, points: 6, evidence: ['备案登记表', '备案回执'] },
      { ...second, points: 4 },
    ];
    const grading = [
      {
        for: { groups: ['g'] },
        bands: [
          { grade: '优秀', min: 92 },
          { grade: '合格', max: 92 },
        ],
        quota: { grade: '优秀', percent: 15, of: 'group' },
      },
    ];
    expect(says(items, { grading })).toEqual([
      'tightened “优秀”的分数线由90分改为92分',
      'tightened 名额由“优秀不超过20%”改为“优秀不超过15%”',
      'changed 分值由5分改为6分',
      'tightened 多要一份材料：备案回执',
      'changed 分值由5分改为4分',
    ]);
  });

  it('lists only bodies whose result differs', () => {
    const one = { id: 'a', name: '甲镇', total: '90.00', rank: 1, grade: '优秀' };
    const two = { id: 'b', name: '乙镇', total: '80.00', rank: 2, grade: '合格' };
    expect(compareResults([one, two], [one, { ...two, total: '79.00' }]).map((c) => c.id)).toEqual(['b']);
  });
});
