import { rmSync } from 'node:fs';
import { gradeCohort } from '@zhunsheng/core/grading';
import { scoreCohort } from '@zhunsheng/core/scoring';
import { hasErrors } from '@zhunsheng/core/values';
import { afterEach, describe, expect, it } from 'vitest';
import { type FolderReading, readFolder } from './read-folder.ts';
import { makeFolder, TINY } from './tiny-assessment.test-data.ts';

const made: string[] = [];
function read(files: Readonly<Record<string, string | Uint8Array>>): FolderReading {
  const folder = makeFolder(files);
  made.push(folder);
  return readFolder(folder);
}
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** The tiny assessment with some files replaced, or left out where `undefined`. */
function withFiles(changes: Readonly<Record<string, string | Uint8Array | undefined>>) {
  const files = Object.entries({ ...TINY, ...changes }).filter(([, content]) => content !== undefined);
  return read(Object.fromEntries(files) as Record<string, string>);
}

interface BadFolder {
  readonly name: string;
  readonly changes: Readonly<Record<string, string | undefined>>;
  readonly message: string;
  readonly place: object;
}

const findings = (rows: string): string => `编号,类型,考核对象,对应条目,数量\n${rows}`;

const BAD: readonly BadFolder[] = [
  {
    name: 'a scheme that is not there',
    changes: { 'scheme.yaml': undefined },
    message: '没有这个文件',
    place: { file: 'scheme.yaml' },
  },
  {
    name: 'an empty scheme',
    changes: { 'scheme.yaml': '' },
    message: '文件是空的',
    place: { file: 'scheme.yaml', line: 1 },
  },
  {
    name: 'the rest of a cell that was torn off at a comma',
    changes: { 'facts/findings.csv': findings('F1,评分记录,T01,A1#1,1,经催办\n') },
    message: '“经催办”上方没有表头',
    place: { file: 'facts/findings.csv', line: 2, cell: 'F2' },
  },
  {
    name: 'an unknown key of the scheme',
    changes: { 'scheme.yaml': TINY['scheme.yaml']!.replace('weight: 100', 'wieght: 100') },
    message: '没有“wieght”这个键',
    place: { file: 'scheme.yaml', line: 5, column: 33 },
  },
  {
    name: 'broken YAML',
    changes: { 'scheme.yaml': 'title: [\n' },
    message: '没有对齐',
    place: { file: 'scheme.yaml', line: 2 },
  },
  {
    name: 'a roster that is not there',
    changes: { 'subjects.csv': undefined },
    message: '没有找到 subjects.csv',
    place: { file: 'subjects.csv' },
  },
  {
    name: 'two rosters',
    changes: { 'subjects.json': '[]' },
    message: '名册有几份',
    place: { file: 'subjects.json' },
  },
  {
    name: 'a fact for an unknown subject',
    changes: { 'facts/findings.csv': findings('F1,评分记录,T99,A1#1,1\n') },
    message: 'T99',
    place: { file: 'facts/findings.csv', line: 2, cell: 'C2' },
  },
  {
    name: 'a fact for an unknown rule',
    changes: { 'facts/findings.csv': findings('F0,评分记录,T01,A1#1,1\nF1,评分记录,T01,A1#7,1\n') },
    message: 'A1#7',
    place: { file: 'facts/findings.csv', line: 3, cell: 'D3' },
  },
  {
    name: 'the same id in two files',
    changes: { 'facts.csv': findings('M1,评分记录,T01,A1#1,1\n') },
    message: '编号“M1”重复',
    place: { file: 'facts/others.csv', cell: 'A2' },
  },
  {
    name: 'a file of another kind among the facts',
    changes: { 'facts/scan.pdf': 'x' },
    message: '不认识这种文件',
    place: { file: 'facts/scan.pdf' },
  },
  {
    name: 'a day that does not exist in assessment.yaml',
    changes: { 'assessment.yaml': 'asOf: 2024-02-30\n' },
    message: '不存在',
    place: { file: 'assessment.yaml', line: 1 },
  },
  {
    name: 'an unknown key in assessment.yaml',
    changes: { 'assessment.yaml': 'asof: 2024-12-31\n' },
    message: '没有“asof”这个键',
    place: { file: 'assessment.yaml', line: 1 },
  },
  {
    name: 'an import without a digest',
    changes: { 'assessment.yaml': 'imports:\n  - { bundle: x.zip, rule: A2#1, figure: meanTotal, as: T01 }\n' },
    message: '缺少“digest”',
    place: { file: 'assessment.yaml', line: 2 },
  },
];

describe('readFolder', () => {
  it('reads an assessment that scores and grades', () => {
    const { scheme, subjects, facts, settings, diagnostics } = read(TINY);
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    const cohort = scoreCohort(scheme!, subjects, facts, settings);
    const grading = gradeCohort(cohort);
    expect(grading.subjects.map((s) => [s.subject, s.rank, s.grade])).toEqual([
      ['T02', 1, '优秀'],
      ['T01', 2, '优秀'],
    ]);
    expect(cohort.sheet('T01').total).toBe(9500);
    expect(settings.holidays.holidays.has('2024-10-01')).toBe(true);
  });

  it.each(BAD)('reports $name with its place', ({ changes, message, place }) => {
    const { diagnostics } = withFiles(changes);
    expect(hasErrors(diagnostics)).toBe(true);
    const found = diagnostics.find((d) => d.message.includes(message));
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found?.place).toMatchObject(place);
  });

  it('reports what is wrong in every file at once', () => {
    const { diagnostics } = withFiles({
      'assessment.yaml': 'asOf: never\n',
      'subjects.csv': '编号,名称,分组\nT01,城关镇,乡镇\nT01,石桥镇,乡镇\n',
      'facts/findings.csv': findings('F1,评分记录,T01,A1#1,-1\n'),
    });
    const files = new Set(diagnostics.filter((d) => d.severity === 'error').map((d) => d.place.file));
    expect(files).toEqual(new Set(['assessment.yaml', 'subjects.csv', 'facts/findings.csv', 'facts/others.csv']));
  });

  it('tells unknown names of a row beside its bad cell, and takes no fact from it', () => {
    const { diagnostics, facts } = withFiles({
      'facts/findings.csv': findings('F1,评分记录,T99,A1#7,-1\nF2,撤回,T01,F1,\n'),
    });
    const told = diagnostics.map(({ code, place }) => [code, place.cell]);
    expect(told).toContainEqual(['documents.wrong-cell', 'E2']);
    expect(told).toContainEqual(['scoring.unknown-subject', 'C2']);
    expect(told).toContainEqual(['scoring.unknown-target', 'D2']);
    expect(told.filter(([, cell]) => cell === 'D3')).toEqual([]); // the row withdrawn is there, only not readable
    expect(facts.some((fact) => fact.id === 'F1')).toBe(false);
  });

  it('says that a folder is not there', () => {
    const { diagnostics } = readFolder('no/such/folder');
    expect(diagnostics[0]?.message).toBe('没有“no/such/folder”这个文件夹。');
  });
});
