import { type Diagnostic, hasErrors } from '@zhunsheng/core/values';
import { isFolder, readFolder, readSchemeFile } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION } from '../command.ts';
import { printDiagnostic, summarise } from '../terminal/print-diagnostics.ts';

interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: { readonly subjects?: number; readonly facts?: number };
}

function checkPath(path: string): Checked {
  if (!isFolder(path)) return { diagnostics: readSchemeFile(path).diagnostics, counts: {} };
  const { subjects, facts, diagnostics } = readFolder(path);
  return { diagnostics, counts: { subjects: subjects.length, facts: facts.length } };
}

export const check: Command = {
  name: 'check',
  summary: '检查方案，或检查整个文件夹（方案、名册、评分记录）',
  usage: '方案文件|文件夹',
  details: [
    '一次列出全部问题，每一处写明文件、行或单元格，以及怎样改正。',
    '有错误时退出码为 1；只有警告或提示时为 0。',
  ],
  options: JSON_OPTION,
  arity: [1, 1],
  run({ positionals, options, output }) {
    const { diagnostics, counts } = checkPath(positionals[0]!);
    const ok = !hasErrors(diagnostics);
    if (options.json) output.json(answer('check', ok, diagnostics, { counts }));
    else {
      for (const line of diagnostics.flatMap(printDiagnostic)) output.out(line);
      const read = counts.facts === undefined ? '' : `考核对象${counts.subjects}个，记录${counts.facts}条；`;
      output.out(`${read}${summarise(diagnostics)}。`);
    }
    return ok ? 0 : 1;
  },
};
