import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Folder, type Row, readExample } from './read.ts';

interface Import {
  readonly bundle: string;
  readonly rule: string;
  readonly figure: string;
  readonly as: string;
  readonly group?: string;
  readonly grade?: string;
}

interface Result {
  readonly subject: string;
  readonly name: string;
  readonly total: string;
  readonly grade: string;
}

/** The results of a lower level as its own folder lists them, only those of one group. */
function resultsOf(folder: string, group: string | undefined): Result[] {
  const members = readExample(folder).subjects.filter((s) => group === undefined || s.分组 === group);
  const { subjects } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { subjects: Result[] };
  return subjects.filter((s) => members.some((m) => m.编号 === s.subject));
}

/** The clerk's formula for a figure of a list of results. */
function formulaOf(wanted: Import, results: readonly Result[]): string {
  const totals = results.map((r) => r.total).join(',');
  if (wanted.figure === 'meanTotal') return `ROUND(AVERAGE(${totals}),2)`;
  if (wanted.figure === 'median') return `ROUND(MEDIAN(${totals}),2)`;
  const grade = wanted.figure === 'shareExcellent' ? '优秀' : wanted.grade;
  return `ROUND(100*${results.filter((r) => r.grade === grade).length}/${results.length},2)`;
}

/** Adds what is taken over from the level below as rows of data, each with its formula. */
export function withLowerResults(folder: Folder, path: string): Folder {
  const { imports = [] } = parse(readFileSync(join(path, 'assessment.yaml'), 'utf8')) as { imports?: Import[] };
  const rows = imports.map((wanted, i): Row => {
    const results = resultsOf(join(path, dirname(wanted.bundle)), wanted.group);
    const list = results.map((r) => `${r.name}${r.total}(${r.grade})`).join('、');
    const 公式 = formulaOf(wanted, results);
    return { 编号: `上卷${i + 1}`, 类型: '数据', 考核对象: wanted.as, 对应条目: wanted.rule, 公式, 理由: list };
  });
  return { ...folder, facts: [...folder.facts, ...rows] };
}
