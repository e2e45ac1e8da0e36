import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSchemeText } from '../rule-text/index.ts';
import { BURDEN_RULES } from './burden/burden-rules.ts';
import { checkText } from './index.ts';

interface Case {
  name: string;
  /** Keys of the scheme besides its items. */
  scheme?: Record<string, unknown>;
  /** The items of the one sheet, or of each of several sheets for groups of their own. */
  items?: Record<string, unknown>[];
  sheets?: Record<string, Record<string, unknown>[]>;
  /** `id code words`, one for each finding, in order. */
  says: string[];
  accepted?: number;
}

const GROUP = { id: 'g', title: '乡镇', classes: ['中心镇', '一般乡镇'] };

function schemeOf({ scheme, items, sheets }: Case): unknown {
  const each = sheets ?? { g: items ?? [] };
  return {
    title: '小方案',
    id: 'small',
    year: 2024,
    components: [{ id: 'c', title: '年终考核', weight: 100 }],
    groups: sheets ? Object.keys(sheets).map((id) => ({ id, title: id })) : [GROUP],
    sheets: Object.entries(each).map(([id, list]) => ({
      id: `s-${id}`,
      for: { groups: [id], components: ['c'] },
      indicators: [{ id: `k-${id}`, title: '甲', items: list }],
    })),
    ...scheme,
  };
}

const cases = parse(readFileSync(new URL('./cases.yaml', import.meta.url), 'utf8')) as Case[];

function foundIn(given: Case) {
  const { scheme, diagnostics } = parseSchemeText(schemeOf(given));
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  return checkText(scheme!);
}

describe('text check', () => {
  it.each(cases.map((c) => [c.name, c] as const))('%s', (_name, given) => {
    const found = foundIn(given);
    const said = found.map((d) => `${d.place.id} ${d.code.replace('text-check.', '')} ${d.message}`);
    expect(said.length, said.join('\n')).toBe(given.says.length);
    for (const [i, want] of given.says.entries()) {
      const [id, code, ...words] = want.split(' ');
      expect(said[i]).toMatch(new RegExp(`^${id} ${code} `));
      expect(said[i]).toContain(words.join(' '));
    }
    expect(found.filter((d) => d.accepted !== undefined).length).toBe(given.accepted ?? 0);
    for (const d of found) {
      expect(d.place.path, d.code).toBeDefined();
      expect(d.severity, d.code).not.toBe('error');
      expect(d.message, d.code).toMatch(/。$/);
      expect(d.hint, d.code).toMatch(/。$/);
      expect(`${d.message}${d.hint}`, d.code).not.toMatch(/[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]/);
    }
  });

  it('has a good and a bad case for every code', () => {
    const codes = new Set(cases.flatMap((c) => c.says.map((s) => s.split(' ')[1])));
    const sound = cases.filter((c) => c.says.length === 0);
    expect(codes.size).toBe(14);
    expect(sound.length).toBeGreaterThanOrEqual(codes.size);
  });

  it('shows every burden rule at work, with its source and date', () => {
    const messages = cases.flatMap((c) => (c.says.some((s) => s.includes('barred-content')) ? foundIn(c) : []));
    for (const { bars, source, hint } of BURDEN_RULES) {
      expect(
        messages.some((m) => m.message.includes(bars)),
        bars,
      ).toBe(true);
      expect(source.issued).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(hint).not.toBe('');
    }
  });

  it('compares no more than in proportion to the scheme', () => {
    const items = Array.from({ length: 3000 }, (_, i) => ({
      id: `i${i}`,
      title: `第${i}项`,
      points: 2,
      text: `编号${i.toString(2).replaceAll('0', '甲').replaceAll('1', '乙')}的事项未在5日内办结的每件扣1分，扣完为止。`,
    }));
    expect(foundIn({ name: '', items, says: [] }).length).toBeLessThan(3000);
  });
});
