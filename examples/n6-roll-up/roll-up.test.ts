import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBundle, readFolder, verifyBundle } from '@zhunsheng/documents';
import { describe, expect, test } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));
const LOWER = ['townships-jiangbei', 'townships-hexi', 'counties'];

/** Every figure that an upper level took over: whose, for which rule, and what it came to. */
const takenOver = (folder: string) =>
  readFolder(join(HERE, folder)).imported.map(({ as, rule, value }) => `${as} ${rule} ${value}`);

describe.each(LOWER)('%s hands its results upward', (folder) => {
  const bytes = readFileSync(join(HERE, folder, 'results.zip'));

  test('in a bundle that recomputes', () => {
    const { verified, differences } = verifyBundle(bytes);
    expect(differences).toEqual([]);
    expect(verified).toBe(true);
  });

  test('that holds what its folder gives today', () => {
    const expected = JSON.parse(readFileSync(join(HERE, folder, 'expected.json'), 'utf8')).subjects;
    const bundled = openBundle(bytes).results.subjects;
    const line = (id: string, total: string | null, grade: string | null) => `${id} ${total} ${grade}`;
    expect(bundled.map((s) => line(s.id, s.total, s.grade))).toEqual(
      expected.map((s: { subject: string; total: string; grade: string }) => line(s.subject, s.total, s.grade)),
    );
  });
});

test('one evaluation comes out of all levels', () => {
  expect(takenOver('counties')).toEqual([
    'C01 G-mean 92.50',
    'C01 G-excellent 80.00',
    'C01 G-failed 0.00',
    'C01 G-median 91.79',
    'C02 G-mean 76.96',
    'C02 G-excellent 16.67',
    'C02 G-failed 16.67',
    'C02 G-median 81.98',
  ]);
  expect(takenOver('city')).toEqual([
    'S01 G-mean 85.22',
    'S01 G-excellent 50.00',
    'S01 G-failed 0.00',
    'S01 G-median 85.22',
  ]);
});

test('a bundle that was exchanged is refused by its digest', () => {
  const copy = mkdtempSync(join(tmpdir(), 'roll-up-'));
  try {
    for (const folder of ['townships-jiangbei', 'townships-hexi', 'counties']) {
      cpSync(join(HERE, folder), join(copy, folder), { recursive: true });
    }
    writeFileSync(join(copy, 'townships-hexi/results.zip'), readFileSync(join(HERE, 'townships-jiangbei/results.zip')));
    const { diagnostics } = readFolder(join(copy, 'counties'));
    const refused = diagnostics.filter((d) => d.code === 'documents.import-digest');
    expect(refused).toHaveLength(4);
    expect(refused[0]?.message).toContain('townships-hexi/results.zip');
  } finally {
    rmSync(copy, { recursive: true });
  }
});
