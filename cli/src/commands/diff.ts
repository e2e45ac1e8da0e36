import { type Change, compareSchemes, DIRECTION_WORDS, type OutcomeChange } from '@zhunsheng/core/comparison';
import type { Scheme } from '@zhunsheng/core/scheme';
import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { isFolder, readFolder, readSchemeFile } from '@zhunsheng/documents';
import { answer, type Command, type Invocation, JSON_OPTION, type Output, WrongUse } from '../command.ts';
import { type Rehearsal, rehearse } from '../rehearsal.ts';
import { printDiagnostic } from '../terminal/print-diagnostics.ts';
import { type Column, formatTable } from '../terminal/table.ts';

/** A scheme file, or the folder that holds one. */
function load(path: string): { scheme?: Scheme; diagnostics: readonly Diagnostic[] } {
  if (isFolder(path)) return readFolder(path);
  return readSchemeFile(path);
}

function printChanges(changes: readonly Change[], output: Output): void {
  const counts = (Object.keys(DIRECTION_WORDS) as Change['direction'][])
    .map((d) => [DIRECTION_WORDS[d], changes.filter((c) => c.direction === d).length] as const)
    .filter(([, n]) => n > 0);
  output.out(
    changes.length === 0
      ? '两个版本没有差别。'
      : `共${changes.length}处：${counts.map(([word, n]) => `${word}${n}`).join('，')}。`,
  );
  let where = '';
  for (const change of changes) {
    if (change.where !== where) output.out(change.where);
    where = change.where;
    output.out(`  ［${DIRECTION_WORDS[change.direction]}］${change.message}`);
  }
}

const COLUMNS: readonly Column[] = [
  { title: '编号' },
  { title: '名称', maxWidth: 30 },
  { title: '原总分', align: 'right' },
  { title: '新总分', align: 'right' },
  { title: '原名次', align: 'right' },
  { title: '新名次', align: 'right' },
  { title: '等次' },
];

const row = ({ id, name, before, after }: OutcomeChange): string[] => [
  id,
  name,
  before.total ?? '缺数据',
  after.total ?? '缺数据',
  before.rank === null ? '—' : String(before.rank),
  after.rank === null ? '—' : String(after.rank),
  before.grade === after.grade ? (after.grade ?? '—') : `${before.grade ?? '—'} → ${after.grade ?? '—'}`,
];

function printRehearsal({ changes, unused, subjects }: Rehearsal, output: Output): void {
  output.out('');
  output.out(`按原有记录试算：${subjects}个考核对象中，${changes.length}个的总分、名次或等次会变。`);
  if (unused > 0) output.out(`有${unused}条记录对应的条目在新版本中没有，试算时未用。`);
  if (changes.length > 0) for (const line of formatTable(COLUMNS, changes.map(row))) output.out(line);
}

function refuse(command: string, diagnostics: readonly Diagnostic[], { options, output }: Invocation): 1 {
  if (options.json) output.json(answer(command, false, diagnostics));
  else for (const line of diagnostics.filter((d) => d.severity === 'error').flatMap(printDiagnostic)) output.err(line);
  return 1;
}

export const diff: Command = {
  name: 'diff',
  summary: '比较方案的两个版本，并用原有记录试算',
  usage: '原方案 新方案 [--facts 文件夹]',
  details: [
    '逐项说明：分值、评分标准收紧还是放宽、新增和删去的项目、权重、等次、名额、日程。',
    '写明 --facts 时，用该文件夹里的名册和记录按两个版本各算一遍，列出总分、名次、等次会变的对象。',
  ],
  options: { facts: { type: 'string', value: '文件夹', help: '用这个文件夹的名册和记录试算' }, ...JSON_OPTION },
  arity: [2, 2],
  run(invocation) {
    const { positionals, options, output } = invocation;
    const [old, fresh] = positionals.map(load) as [ReturnType<typeof load>, ReturnType<typeof load>];
    const { scheme: before } = old;
    const { scheme: after } = fresh;
    if (!before || !after) return refuse('diff', [...old.diagnostics, ...fresh.diagnostics], invocation);
    const changes = compareSchemes(before, after);
    const folder = typeof options.facts === 'string' ? readFacts(options.facts) : undefined;
    if (folder && hasErrors(folder.diagnostics)) return refuse('diff', folder.diagnostics, invocation);
    const rehearsal = folder && rehearse({ ...folder, scheme: before }, after);
    if (options.json) output.json(answer('diff', true, [], { changes, ...(rehearsal && { rehearsal }) }));
    else {
      printChanges(changes, output);
      if (rehearsal) printRehearsal(rehearsal, output);
    }
    return 0;
  },
};

function readFacts(path: string) {
  if (!isFolder(path)) throw new WrongUse(`--facts 应是文件夹：${path}。`);
  return readFolder(path);
}
