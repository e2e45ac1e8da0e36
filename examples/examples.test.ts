import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gradeCohort } from '@zhunsheng/core/grading';
import { type Cohort, type ScoreNode, scoreCohort } from '@zhunsheng/core/scoring';
import { formatPoints } from '@zhunsheng/core/values';
import { type FolderReading, readFolder } from '@zhunsheng/documents';
import { beforeAll, describe, expect, test } from 'vitest';
import { cachedSheets } from './workbook/cached-values.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Every folder with a scheme; an example of several levels holds one folder for each. */
const EXAMPLES = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => [name, ...readdirSync(join(HERE, name)).map((inner) => join(name, inner))])
  .filter((name) => existsSync(join(HERE, name, 'scheme.yaml')));

/** Every item with the key that a workbook gives it: its id, and its period where the component has several. */
function itemsOf(node: ScoreNode, period = ''): { key: string; item: ScoreNode }[] {
  if (node.kind === 'item') return [{ key: `${node.id}${period}`, item: node }];
  const own = node.kind === 'period' ? node.id.slice(node.id.indexOf('@')) : period;
  return node.children.flatMap((child) => itemsOf(child, own));
}

/** The results that must come out, one line a subject, so that a change is read at a glance. */
function results(cohort: Cohort): string {
  const print = (points: number | null) => (points === null ? null : formatPoints(points, cohort.scheme.decimals));
  const grading = gradeCohort(cohort);
  const lines = grading.subjects.map((s) => {
    const sheet = cohort.sheet(s.subject);
    const components = Object.fromEntries(Object.entries(sheet.components).map(([id, points]) => [id, print(points)]));
    const { subject, name, rank, grade } = s;
    const rectify = s.rectify ? { rectify: true } : {};
    return `    ${JSON.stringify({ subject, name, components, total: print(sheet.total), rank, grade, ...rectify })}`;
  });
  const chosen = grading.selections.map(
    (s) => `    ${JSON.stringify({ id: s.id, chosen: s.chosen.map((c) => c.name) })}`,
  );
  const list = (entries: string[]) => (entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n  ]`);
  return `{\n  "subjects": ${list(lines)},\n  "selections": ${list(chosen)}\n}\n`;
}

describe.each(EXAMPLES)('%s', (example) => {
  const folder = join(HERE, example);
  let reading: FolderReading;
  let cohort: Cohort;

  beforeAll(async () => {
    reading = await readFolder(folder);
    if (reading.scheme) cohort = scoreCohort(reading.scheme, reading.subjects, reading.facts, reading.settings);
  });

  test('reads and checks without an unaccepted finding', () => {
    expect(reading.diagnostics.filter((d) => d.accepted === undefined)).toEqual([]);
  });

  test('gives the expected results', async () => {
    await expect(results(cohort)).toMatchFileSnapshot(join(folder, 'expected.json'));
  });

  test('agrees with the workbook of plain formulas, item by item', async () => {
    const sheets = await cachedSheets(
      join(folder, 'workbook.xlsx'),
      reading.subjects.map((s) => s.id),
    );
    expect(sheets.size).toBeGreaterThanOrEqual(3);
    for (const [id, { scores, none }] of sheets) {
      const sheet = cohort.sheet(id);
      const engine = new Map<string, string>();
      const workbook = new Map<string, string>();
      const print = (points: number | null | undefined) => formatPoints(points ?? 0, sheet.decimals);
      const compare = (key: string, points: number | null) => {
        engine.set(key, print(points));
        workbook.set(key, scores.has(key) ? (scores.get(key) ?? 0).toFixed(sheet.decimals) : '没有');
      };
      for (const { key, item } of itemsOf(sheet.root)) {
        if (item.outcome === 'missing') expect(scores.has(key), `${id} ${key} 无成绩`).toBe(false);
        else compare(key, item.points);
        expect(none.has(key), `${id} ${key} 不涉及`).toBe(item.outcome === 'notApplicable');
      }
      for (const [component, points] of Object.entries(sheet.components)) compare(component, points);
      compare('beforeBonus', sheet.beforeBonus);
      compare('bonus', sheet.bonus);
      compare('penalty', sheet.penalty);
      compare('total', sheet.total);
      expect([...workbook], id).toEqual([...engine]);
    }
  });
});
