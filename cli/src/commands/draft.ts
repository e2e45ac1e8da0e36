import {
  type Draft,
  type Drafting,
  draftFile,
  isFile,
  READ_KINDS,
  readWhole,
  Unreadable,
  writeScheme,
} from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Options, type Output, WrongUse } from '../command.ts';
import { checkTarget, writeTarget } from '../output-file.ts';
import { printDiagnostic } from '../terminal/print-diagnostics.ts';
import { formatTable, printable } from '../terminal/table.ts';

const LEFT_OUT_SHOWN = 20;

function yearOf(options: Options): number | undefined {
  if (options.year === undefined) return undefined;
  const year = Number(options.year);
  if (Number.isInteger(year) && year >= 1900 && year <= 2200) return year;
  throw new WrongUse(`年度“${options.year}”不对，请写成四位数字。`);
}

function readSource(path: string): Uint8Array {
  try {
    return readWhole(path);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new WrongUse(`${path}：${error.message}`);
  }
}

/** The texts that were asked for: all of them, or the one that `--text` names. */
function chosen(drafts: readonly Draft[], options: Options): readonly Draft[] {
  if (options.text === undefined || drafts.length === 0) return drafts;
  const draft = drafts[Number(options.text) - 1];
  if (!draft)
    throw new WrongUse(`--text ${options.text}：文件里能起草的文稿有${drafts.length}篇，请写1到${drafts.length}。`);
  return [draft];
}

/** Several texts of one file are written side by side: `scheme-1.yaml`, `scheme-2.yaml`. */
function targets(out: string, count: number): string[] {
  if (count <= 1) return [out];
  const [, stem = out, extension = ''] = /^(.*?)(\.[^.\\/]+)?$/.exec(out) ?? [];
  return Array.from({ length: count }, (_, at) => `${stem}-${at + 1}${extension}`);
}

function checkTargets(paths: readonly string[], force: boolean): void {
  for (const path of paths) {
    checkTarget(path);
    if (isFile(path) && !force) throw new WrongUse(`“${path}”已经存在，不覆盖。要覆盖请加 --force。`);
  }
}

function printDraft(draft: Draft, number: string, output: Output): void {
  const { read, uncertain, assumed, leftOut } = draft.report;
  output.out(printable(`${number}${draft.title}`));
  output.out('');
  output.out(`读出${read.length}处：`);
  const rows = read.map(({ what, text, place }) => [READ_KINDS[what], place, text]);
  const columns = [{ title: '名目' }, { title: '出处', maxWidth: 24 }, { title: '内容', maxWidth: 70 }];
  for (const line of formatTable(columns, rows)) output.out(line);
  output.out('');
  output.out(uncertain.length > 0 ? `存疑${uncertain.length}处，要由人核对：` : '没有存疑。');
  for (const line of uncertain.flatMap(printDiagnostic)) output.out(line);
  output.out('');
  if (assumed.length > 0) output.out(`原文没有写、起草时假定的${assumed.length}处：`);
  for (const { text, reason } of assumed) output.out(printable(`  ${text}（${reason}）`));
  if (assumed.length > 0) output.out('');
  if (leftOut.length > 0) output.out(`没有读入${leftOut.length}处：`);
  const left = leftOut.slice(0, LEFT_OUT_SHOWN).map(({ place, reason, text }) => [place, reason, text]);
  const leftColumns = [{ title: '出处', maxWidth: 24 }, { title: '原因' }, { title: '内容', maxWidth: 50 }];
  if (left.length > 0) for (const line of formatTable(leftColumns, left)) output.out(line);
  if (leftOut.length > LEFT_OUT_SHOWN) output.out('……其余见 --json 的 leftOut。');
  output.out('');
}

interface Written {
  readonly kind: 'scheme';
  readonly path: string;
}

function printDrafting(
  drafting: Drafting,
  drafts: readonly Draft[],
  written: readonly Written[],
  output: Output,
): void {
  for (const line of drafting.diagnostics.flatMap(printDiagnostic)) output.out(line);
  for (const remark of drafting.remarks) output.out(printable(remark));
  if (drafting.remarks.length > 0) output.out('');
  drafts.forEach((draft, at) => {
    printDraft(draft, drafts.length > 1 ? `第${at + 1}篇  ` : '', output);
  });
  for (const { title, place } of drafting.skipped) {
    output.out(printable(`没有起草：${place}的“${title}”，没有分值、权重、分数线或名额。`));
  }
  for (const { path } of written) output.out(`已写入 ${path}`);
}

const bodyOf = (drafting: Drafting, drafts: readonly Draft[], written: readonly Written[]) => ({
  drafts: drafts.map(({ title, document, report }, at) => ({
    title,
    ...(written[at] && { path: written[at].path }),
    scheme: document,
    ...report,
  })),
  skipped: drafting.skipped,
  remarks: drafting.remarks,
  written,
});

export const draft: Command = {
  name: 'draft',
  summary: '把 Word、Excel、网页或文字的考核方案起草成方案文件',
  usage: '文件 [--out scheme.yaml]',
  details: [
    '读 .docx、.xlsx、.xls、.doc、.txt、.md、.csv 和网页，找出评分表，读出名称、年度、分组、权重、日期、分数线和名额。',
    '起草说明逐处列出：读出了什么、在原件哪里，哪里存疑，假定了什么，什么没有读入、为什么。',
    '有存疑时退出码为 1；存疑的写成 unsure，核对并删去之前 check 会报错。一个文件里有几篇文稿的，分别起草。',
  ],
  options: {
    out: { type: 'string', value: '方案文件', help: '写入这个文件；已有的不覆盖' },
    force: { type: 'boolean', help: '覆盖已有的文件' },
    year: { type: 'string', value: '年度', help: '原文没有写明年度时采用' },
    text: { type: 'string', value: '序号', help: '文件里有几篇文稿时，只要第几篇' },
    ...JSON_OPTION,
  },
  arity: [1, 1],
  async run({ positionals, options, output }) {
    const [path = ''] = positionals;
    const year = yearOf(options);
    const out = typeof options.out === 'string' ? options.out : undefined;
    if (out !== undefined) checkTargets([out], options.force === true);
    const thisYear = new Date().getFullYear();
    const drafting = await draftFile(readSource(path), path, { thisYear, ...(year !== undefined && { year }) });
    const drafts = chosen(drafting.drafts, options);
    const paths = out === undefined ? [] : targets(out, drafts.length);
    if (drafts.length > 1) checkTargets(paths, options.force === true);
    const written = drafts.flatMap((each, at): Written[] => {
      const target = paths[at];
      if (target === undefined) return [];
      writeTarget(target, [writeScheme(each, path)]);
      return [{ kind: 'scheme', path: target }];
    });
    const doubts = drafts.some((each) => each.report.uncertain.length > 0);
    const ok = drafting.diagnostics.length === 0 && !doubts;
    if (options.json) output.json(answer('draft', ok, drafting.diagnostics, bodyOf(drafting, drafts, written)));
    else printDrafting(drafting, drafts, written, output);
    return ok ? 0 : 1;
  },
};
