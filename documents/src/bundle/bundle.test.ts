import { readFileSync, rmSync } from 'node:fs';
import { gradeCohort } from '@zhunsheng/core/grading';
import { scoreCohort } from '@zhunsheng/core/scoring';
import { fraction } from '@zhunsheng/core/values';
import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from '../digest.ts';
import { readFolder } from '../folder/read-folder.ts';
import { makeFolder, TINY } from '../folder/tiny-assessment.test-data.ts';
import { buildResults } from '../results/build-results.ts';
import { openZip, unpackWhole } from '../zip/open-zip.ts';
import { ENGINE_VERSION } from './manifest.ts';
import { verifyBundle } from './verify-bundle.ts';
import { writeBundle } from './write-bundle.ts';
import { zipBundle } from './zip-bundle.ts';

function bundleOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const path = makeFolder(files);
  const folder = readFolder(path);
  rmSync(path, { recursive: true });
  const cohort = scoreCohort(folder.scheme!, folder.subjects, folder.facts, folder.settings);
  const sheets = cohort.sheets();
  return writeBundle({ ...folder, results: buildResults(cohort, gradeCohort(cohort, sheets), sheets) });
}

const unzip = (bytes: Uint8Array): Map<string, Uint8Array> =>
  new Map([...openZip(bytes)].map(([name, entry]) => [name, unpackWhole(entry)]));

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The bundle with one file's text replaced; its manifest follows along when `honest` digests are to be faked. */
function altered(bytes: Uint8Array, name: string, from: string, to: string, fake: boolean): Uint8Array {
  const files = unzip(bytes);
  const before = textOf(files.get(name));
  expect(before).toContain(from);
  files.set(name, strToU8(before.replace(from, to)));
  if (fake) {
    const old = digestOf(strToU8(before));
    const manifest = textOf(files.get('manifest.json')).replaceAll(old, digestOf(files.get(name)!));
    files.set('manifest.json', strToU8(manifest));
  }
  return zipBundle(files);
}

const GOOD = bundleOf(TINY);

describe('bundle', () => {
  it('verifies, and is the same bytes each time it is made', () => {
    expect(verifyBundle(GOOD)).toMatchObject({
      verified: true,
      differences: [],
      diagnostics: [],
      digest: digestOf(GOOD),
    });
    expect(bundleOf(TINY)).toEqual(GOOD);
  });

  it('is the same whatever kind of file the facts came in', () => {
    const { 'subjects.csv': _csv, ...rest } = TINY;
    const roster =
      '[{"id":"T01","name":"城关镇","group":"towns","人数":86},{"id":"T02","name":"石桥镇","group":"乡镇","人数":"74"}]';
    expect(digestOf(bundleOf({ ...rest, 'subjects.json': roster }))).toBe(digestOf(GOOD));
  });

  it('is made by the engine whose version it states', () => {
    const core = JSON.parse(readFileSync(new URL('../../../core/package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(ENGINE_VERSION).toBe(core.version);
  });

  it('names the subject and the figure when a total was changed and its digest with it', () => {
    const forged = altered(GOOD, 'results.json', '"total":"95.00"', '"total":"96.00"', true);
    const { verified, differences } = verifyBundle(forged);
    expect(verified).toBe(false);
    expect(differences).toEqual([{ where: '考核对象 › T01 城关镇 › 总分', stated: '96.00', computed: '95.00' }]);
  });

  it('names the file when only the file was changed', () => {
    const { verified, differences } = verifyBundle(altered(GOOD, 'facts.jsonl', '"count":3', '"count":2', false));
    expect(verified).toBe(false);
    expect(differences[0]?.where).toBe('文件 facts.jsonl');
    expect(differences.find((d) => d.where.endsWith('城关镇 › 总分'))).toMatchObject({
      stated: '95.00',
      computed: '96.00',
    });
  });

  it('names every figure that a changed fact moves, ranks included', () => {
    const { differences } = verifyBundle(altered(GOOD, 'facts.jsonl', '"count":3', '"count":30', true));
    expect(differences.map((d) => [d.where, d.stated, d.computed])).toEqual(
      expect.arrayContaining([
        ['考核对象 › T01 城关镇 › 总分', '95.00', '68.00'],
        ['考核对象 › T01 城关镇 › 等次', '优秀', '合格'],
        ['考核对象 › T01 城关镇 › 各项得分 › A1 备案 › 得分', '57.00', '30.00'],
      ]),
    );
  });

  it('says what stops a recomputation when the scheme was broken', () => {
    const { verified, diagnostics } = verifyBundle(altered(GOOD, 'scheme.yaml', 'weight: 100', 'weight: heavy', true));
    expect(verified).toBe(false);
    expect(diagnostics[0]?.place).toMatchObject({ file: 'scheme.yaml', line: 5 });
  });

  it('never verifies after any byte was changed, and never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: GOOD.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = GOOD.slice();
        changed[at] = changed[at]! ^ flip;
        expect(verifyBundle(changed).verified).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('never verifies when cut short, and never throws', () => {
    for (const length of [0, 1, 30, GOOD.length >> 1, GOOD.length - 1]) {
      expect(verifyBundle(GOOD.slice(0, length)).verified).toBe(false);
    }
  });
});

describe('imports of a lower level', () => {
  const importing = (lines: string): Readonly<Record<string, string | Uint8Array>> => ({
    ...TINY,
    'assessment.yaml': `asOf: 2024-12-31\nimports:\n${lines}`,
    'facts/others.csv': TINY['facts/others.csv']!.replace(/^M1.*\n/m, ''),
    'lower/towns.zip': GOOD,
  });
  const entry = (figure: string, digest = digestOf(GOOD)): string =>
    `  - { bundle: lower/towns.zip, digest: "${digest}", rule: A2#1, as: T01, ${figure} }\n`;

  it.each([
    ['figure: meanTotal', 9750],
    ['figure: median', 9750],
    ['figure: shareExcellent', 10000],
    ['figure: shareGrade, grade: 合格', 0],
    ['figure: totalOf, of: T02', 10000],
    ['figure: itemOf, of: T01, item: A1', 5700],
    ['figure: meanItem, item: A1', 5850],
  ])('takes %s as measured data that name their bundle', (figure, hundredths) => {
    const path = makeFolder(importing(entry(figure)));
    const { facts, imported, diagnostics } = readFolder(path);
    rmSync(path, { recursive: true });
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    const fact = facts.find((f) => f.id.startsWith('import:'));
    expect(fact).toMatchObject({
      type: 'measure',
      subject: 'T01',
      value: fraction(hundredths, 100),
      evidence: [digestOf(GOOD)],
    });
    expect(imported).toHaveLength(1);
  });

  it('stays verifiable without the lower bundle', () => {
    expect(verifyBundle(bundleOf(importing(entry('figure: meanTotal')))).verified).toBe(true);
  });

  it.each([
    [entry('figure: meanTotal', `sha256:${'0'.repeat(64)}`), '与登记的摘要不符'],
    [entry('figure: totalOf, of: T09'), '没有“T09”的得分'],
    [entry('figure: itemOf, of: T02, item: A9'), '没有“T02”的条目“A9”的得分'],
    [entry('figure: itemOf, of: T02'), '缺少“item”'],
    [entry('figure: average'), '没有“average”这种取数'],
    [entry('figure: meanTotal').replace('towns.zip', 'none.zip'), '没有这个文件'],
  ])('reports what is wrong with an import', (lines, message) => {
    const path = makeFolder(importing(lines));
    const { diagnostics } = readFolder(path);
    rmSync(path, { recursive: true });
    const found = diagnostics.find((d) => d.message.includes(message));
    expect(found?.place).toMatchObject({ file: 'assessment.yaml', line: 3 });
  });
});

describe('canonicalJson', () => {
  it('gives equal values equal text, whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, null, undefined], a: '甲', c: undefined })).toBe('{"a":"甲","b":[1,null,null]}');
  });

  it('refuses numbers that are not exact', () => {
    expect(() => canonicalJson({ a: 0.5 })).toThrow('safe integer');
  });
});
