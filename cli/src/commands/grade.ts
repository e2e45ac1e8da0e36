import { gradeCohort } from '@zhunsheng/core/grading';
import { buildResults, type ResultsDocument } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Output } from '../command.ts';
import { loadAssessment, remindOfCheck, traceSheets } from '../load-assessment.ts';
import { type Column, formatTable } from '../terminal/table.ts';

const COLUMNS: readonly Column[] = [
  { title: '名次', align: 'right' },
  { title: '编号' },
  { title: '名称', maxWidth: 30 },
  { title: '总分', align: 'right' },
  { title: '等次' },
  { title: '理由', maxWidth: 70 },
];

function printGroups(results: ResultsDocument, output: Output): void {
  for (const { id, title } of results.groups) {
    const own = results.subjects.filter((subject) => subject.group === id);
    if (own.length === 0) continue;
    const rows = own.map((subject) => [
      subject.rank === null ? '—' : String(subject.rank),
      subject.id,
      subject.name,
      subject.total ?? '缺数据',
      subject.grade ?? '—',
      subject.reasons.join('；'),
    ]);
    output.out(`${title}（${own.length}个）`);
    for (const line of formatTable(COLUMNS, rows)) output.out(line);
    output.out('');
  }
}

function printDecisions(results: ResultsDocument, output: Output): void {
  const names = new Map(results.subjects.map((subject) => [subject.id, subject.name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  for (const quota of results.quotas) {
    output.out(
      `${quota.grade}名额：${quota.explanation}；符合条件${quota.candidates}个，定为${quota.grade}${quota.given}个。`,
    );
    if (quota.tiedAtEdge.length > 0) output.out(`  名额边缘并列：${quota.tiedAtEdge.map(nameOf).join('、')}`);
  }
  for (const tie of results.undecided) {
    output.out(`并列第${tie.rank}名，待研究决定：${tie.subjects.map(nameOf).join('、')}`);
  }
  for (const selection of results.selections) {
    output.out(`${selection.title}（${selection.explanation}）：`);
    for (const chosen of selection.chosen) output.out(`  ${chosen.name}：${chosen.reason}`);
    if (selection.chosen.length === 0) output.out('  （没有）');
  }
  const rectify = results.subjects.filter((subject) => subject.rectify);
  if (rectify.length > 0)
    output.out(`须提交整改方案：${rectify.map((s) => `${s.name}（${s.grade ?? '—'}）`).join('、')}`);
}

export const grade: Command = {
  name: 'grade',
  summary: '排名次、定等次，列出名额、评先与须整改的对象',
  usage: '文件夹',
  details: ['名次与等次都写明理由；缺数据的对象不排名次（方案另有规定的除外）。'],
  options: JSON_OPTION,
  arity: [1, 1],
  run(invocation) {
    const loaded = loadAssessment('grade', invocation);
    if (!loaded) return 1;
    const { folder, cohort } = loaded;
    const sheets = traceSheets(cohort);
    const results = buildResults(cohort, gradeCohort(cohort, sheets), sheets);
    if (invocation.options.json) invocation.output.json(answer('grade', true, folder.diagnostics, { results }));
    else {
      printGroups(results, invocation.output);
      printDecisions(results, invocation.output);
      remindOfCheck(folder, invocation);
    }
    return 0;
  },
};
