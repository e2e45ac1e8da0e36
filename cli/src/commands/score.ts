import type { Scheme } from '@zhunsheng/core/scheme';
import { type SubjectResult, subjectResult } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Output } from '../command.ts';
import { loadAssessment, remindOfCheck, traceSheets } from '../load-assessment.ts';
import { type Column, formatTable } from '../terminal/table.ts';

const MISSING_SHOWN = 10;

function printScores(scheme: Scheme, subjects: readonly SubjectResult[], output: Output): void {
  const columns: Column[] = [
    { title: '编号' },
    { title: '名称', maxWidth: 30 },
    ...scheme.components.map(({ title }): Column => ({ title, align: 'right', maxWidth: 16 })),
    { title: '加分', align: 'right' },
    { title: '倒扣', align: 'right' },
    { title: '总分', align: 'right' },
  ];
  for (const { id, title } of scheme.groups) {
    const own = subjects.filter((subject) => subject.group === id);
    if (own.length === 0) continue;
    const rows = own.map((subject) => [
      subject.id,
      subject.name,
      ...scheme.components.map((component) => subject.components[component.id] ?? '—'),
      subject.bonus,
      subject.penalty,
      subject.total ?? '缺数据',
    ]);
    output.out(`${title}（${own.length}个）`);
    for (const line of formatTable(columns, rows)) output.out(line);
    output.out('');
  }
}

function printMissing(subjects: readonly SubjectResult[], output: Output): void {
  const lacking = subjects.flatMap((subject) => subject.missing.map((missing) => ({ subject, missing })));
  if (lacking.length === 0) return;
  output.out(`还缺${lacking.length}项数据，缺数据的对象不计总分：`);
  for (const { subject, missing } of lacking.slice(0, MISSING_SHOWN)) {
    output.out(`  ${subject.name}：${missing.title}（${missing.id}），${missing.reason}`);
  }
  if (lacking.length > MISSING_SHOWN) output.out(`  ……其余见 --json 的 missing。`);
}

export const score: Command = {
  name: 'score',
  summary: '计算每个考核对象的得分',
  usage: '文件夹',
  details: ['按分组列出各考核方式的得分与总分。缺数据的列为“缺数据”，不按0分计算。'],
  options: JSON_OPTION,
  arity: [1, 1],
  run(invocation) {
    const loaded = loadAssessment('score', invocation);
    if (!loaded) return 1;
    const { folder, cohort } = loaded;
    const subjects = traceSheets(cohort).map((sheet) => {
      const {
        rank: _rank,
        grade: _grade,
        rectify: _rectify,
        reasons: _reasons,
        ...figures
      } = subjectResult(sheet, undefined);
      return figures;
    });
    if (invocation.options.json) invocation.output.json(answer('score', true, folder.diagnostics, { subjects }));
    else {
      printScores(cohort.scheme, subjects as unknown as SubjectResult[], invocation.output);
      printMissing(subjects as unknown as SubjectResult[], invocation.output);
      remindOfCheck(folder, invocation);
    }
    return 0;
  },
};
