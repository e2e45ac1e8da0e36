import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormula } from './formula-text.ts';
import { parseScheme } from './parse.ts';

const said = (document: unknown): string[] =>
  parseScheme(document).diagnostics.map((d) => `${d.place.path?.join('.') ?? ''} ${d.message}${d.hint ?? ''}`);

const small = (rules: unknown[], more: object = {}) => ({
  title: '小方案',
  year: 2024,
  components: [{ id: 'c', title: '年终', weight: 100 }],
  groups: [{ id: 'g', title: '乡镇' }],
  sheets: [
    {
      for: { groups: ['g'], components: ['c'] },
      indicators: [{ title: '甲', items: [{ title: '一', points: 5, text: '每次扣1分', rules }] }],
    },
  ],
  ...more,
});

const ITEM = 'sheets.0.indicators.0.items.0';

describe('a scheme that cannot be read', () => {
  it.each([
    ['不是方案', 'x', ['此处应为']],
    ['空', {}, ['缺少“title”', '缺少“year”', '缺少“components”', '缺少“groups”', '缺少“sheets”']],
    [
      '写错的键提示最像的',
      small([{ kind: 'deductEach', points: 1, unit: '次', capp: 2 }]),
      [`${ITEM}.rules.0.capp`, '是否想写“cap”'],
    ],
    [
      '写错的种类提示最像的',
      small([{ kind: 'deductEech', points: 1 }]),
      ['没有“deductEech”这种规则', '是否想写“deductEach”'],
    ],
    ['规则没有种类', small([{ points: 1 }]), ['没有写明种类']],
    ['负的分值', small([{ kind: 'deduct', points: -1 }]), ['不能是负数，扣分也写正数']],
    ['文字当数字', small([{ kind: 'deduct', points: '一分' }]), [`${ITEM}.rules.0.points`]],
    ['天文数字', small([{ kind: 'deduct', points: 1e30 }]), ['数值过大']],
    ['小数位数超过方案的', small([{ kind: 'deduct', points: 0.125 }]), ['0.125分超出本方案保留的2位小数']],
    ['不存在的日期', small([{ kind: 'deadline', points: 1, due: '02-30' }]), ['“02-30”在2024年没有这一天']],
    ['原文里没有的话', small([{ kind: 'deduct', points: 1, clause: '每次扣2分' }]), ['评分标准中没有“每次扣2分”']],
    ['读不懂的公式', small([{ kind: 'formula', expression: '得分=甲÷(乙' }]), ['公式“得分=甲÷(乙”读不懂']],
    ['年份', small([], { year: 24 }), ['年份须在1900至2200之间']],
  ])('%s', (_name, document, fragments) => {
    const all = said(document).join('\n');
    for (const fragment of fragments) expect(all).toContain(fragment);
    expect(parseScheme(document).scheme).toBeUndefined();
  });

  it('says everything at once', () => {
    const found = said(
      small([{ kind: 'deduct', points: -1 }, { kind: 'dedct' }, { kind: 'veto', effect: 'zero', x: 1 }], {
        decimals: 9,
      }),
    );
    expect(found.length).toBe(4);
  });

  it('refuses nesting without end instead of falling over', () => {
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i++) deep = { a: deep };
    expect(said(deep)).toEqual([' 方案嵌套超过64层。请检查文件是否损坏。']);
    expect(said({ a: Array.from({ length: 300_000 }, () => 1) })[0]).toContain('超过200000项');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, maxDepth: 5 }), (value) => {
        expect(Array.isArray(parseScheme(value).diagnostics)).toBe(true);
      }),
    );
  });

  it('never throws on a sound scheme with something strange in one place', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom('components', 'groups', 'sheets', 'rules', 'grading', 'calendar', 'results'),
        (value, key) => {
          expect(Array.isArray(parseScheme(small([], { [key]: value })).diagnostics)).toBe(true);
        },
      ),
    );
  });
});

describe('a formula', () => {
  it('is read or refused, never more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'甲乙分值0123.+-×÷()（），取小大=%'), maxLength: 60 }),
        (text) => {
          const read = parseFormula(text);
          expect('formula' in read || read.problem.length > 0).toBe(true);
        },
      ),
    );
    expect(parseFormula('('.repeat(400))).toEqual({ problem: '括号嵌套过深' });
  });
});
