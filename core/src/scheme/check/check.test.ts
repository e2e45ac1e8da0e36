import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseScheme } from '../parse.ts';
import { checkAccepted, checkScheme } from './index.ts';

interface Case {
  name: string;
  change: Record<string, unknown>;
  says: string[];
  accepted?: number;
}

const SOUND = {
  title: '小方案',
  year: 2024,
  scale: 100,
  components: [{ id: 'c', title: '年终', weight: 100 }],
  groups: [{ id: 'g', title: '乡镇', classes: ['中心镇', '一般乡镇'] }],
  sheets: [
    {
      id: 's',
      for: { groups: ['g'], components: ['c'] },
      points: 10,
      indicators: [
        {
          id: 'k',
          title: '甲',
          points: 10,
          items: [
            {
              id: 'i1',
              title: '一',
              points: 6,
              text: '每少一次扣1分',
              rules: [{ kind: 'deductEach', points: 1, unit: '次' }],
            },
            { id: 'i2', title: '二', points: 4, text: '未办扣2分', rules: [{ kind: 'deduct', points: 2 }] },
          ],
        },
      ],
    },
  ],
  grading: [
    {
      for: { groups: ['g'] },
      bands: [
        { grade: '优秀', min: 90 },
        { grade: '合格', min: 60, max: 90 },
        { grade: '不合格', max: 60 },
      ],
    },
  ],
};

function changed(change: Record<string, unknown>): unknown {
  const document = structuredClone(SOUND) as Record<string, unknown>;
  for (const [path, value] of Object.entries(change)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const owner = keys.reduce((node, key) => node[key] as Record<string, unknown>, document);
    owner[last] = value;
  }
  return document;
}

const cases = parse(readFileSync(new URL('./cases.yaml', import.meta.url), 'utf8')) as Case[];

describe('check', () => {
  it.each(cases.map((c) => [c.name, c] as const))('%s', (_name, given) => {
    const { scheme, diagnostics } = parseScheme(changed(given.change));
    expect(diagnostics).toEqual([]);
    const checked = checkScheme(scheme!);
    const found = [...checked, ...checkAccepted(scheme!, checked)];
    const said = found.map((d) => `${d.code} ${d.message}`);
    expect(said.length, said.join('\n')).toBe(given.says.length);
    for (const [i, want] of given.says.entries()) {
      const [code, ...words] = want.split(' ');
      expect(said[i]).toContain(code);
      expect(said[i]).toContain(words.join(' '));
    }
    expect(found.filter((d) => d.accepted !== undefined).length).toBe(given.accepted ?? 0);
    for (const d of found) expect(d.place.path, d.code).toBeDefined();
  });
});
