import { hasErrors } from '@zhunsheng/core/values';
import { readFolder, writeTemplateCsv, writeTemplateXlsx } from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Options, WrongUse } from '../command.ts';
import { checkTarget, writeTarget } from '../output-file.ts';
import { printDiagnostic } from '../terminal/print-diagnostics.ts';

function formatOf(options: Options, path: string): 'xlsx' | 'csv' {
  if (options.xlsx && options.csv) throw new WrongUse('--xlsx 与 --csv 只能写一个。');
  if (options.xlsx) return 'xlsx';
  if (options.csv || /\.csv$/i.test(path)) return 'csv';
  return 'xlsx';
}

export const template: Command = {
  name: 'template',
  summary: '按方案生成评分记录的填写模板',
  usage: '文件夹 [--xlsx|--csv] 文件名',
  details: [
    '每个考核对象、每条须填写的评分标准占一行；没有填写的行读入时跳过。',
    '工作簿里的类型、考核对象、对应条目可以从列表选择。',
  ],
  options: {
    xlsx: { type: 'boolean', help: '生成工作簿（默认）' },
    csv: { type: 'boolean', help: '生成 CSV' },
    ...JSON_OPTION,
  },
  arity: [2, 2],
  async run({ positionals, options, output }) {
    const [path, target] = positionals as [string, string];
    const format = formatOf(options, target);
    checkTarget(target);
    const { scheme, subjects, diagnostics } = readFolder(path);
    // Records that are still wrong do not stop a template; scheme and roster must be right.
    const standing = diagnostics.filter((d) => !/^facts[./]/.test(d.place.file ?? ''));
    if (!scheme || hasErrors(standing)) {
      if (options.json) output.json(answer('template', false, standing));
      else for (const line of standing.flatMap(printDiagnostic)) output.err(line);
      return 1;
    }
    const pieces = format === 'csv' ? writeTemplateCsv(scheme, subjects) : [await writeTemplateXlsx(scheme, subjects)];
    writeTarget(target, pieces);
    if (options.json) output.json(answer('template', true, standing, { written: [{ kind: format, path: target }] }));
    else output.out(`已写入 ${target}`);
    return 0;
  },
};
