import { gradeCohort } from '@zhunsheng/core/grading';
import type { ScoreSheet } from '@zhunsheng/core/scoring';
import {
  buildResults,
  digestOf,
  effectsTable,
  type FolderReading,
  itemsTable,
  type ResultsDocument,
  resultsJson,
  resultsTable,
  writeBundle,
  writeCsv,
  writeResultsXlsx,
} from '@zhunsheng/documents';
import { answer, type Command, JSON_OPTION, type Options, WrongUse } from '../command.ts';
import { loadAssessment, remindOfCheck, traceSheets } from '../load-assessment.ts';
import { checkTarget, writeTarget } from '../output-file.ts';

interface Computed {
  readonly folder: FolderReading;
  readonly results: ResultsDocument;
  readonly sheets: readonly ScoreSheet[];
}

type Pieces = Iterable<Uint8Array | string>;

/** What each kind of export writes. */
const WRITERS: Readonly<Record<string, (computed: Computed) => Pieces | Promise<Pieces>>> = {
  xlsx: async ({ results, sheets }) => [
    await writeResultsXlsx([resultsTable(results), itemsTable(results), effectsTable(sheets)]),
  ],
  csv: ({ results }) => {
    const { headings, rows } = resultsTable(results);
    return writeCsv([headings, ...rows]);
  },
  'json-file': ({ results }) => [resultsJson(results)],
  bundle: ({ folder, results }) => [writeBundle({ ...folder, results })],
};

interface Target {
  readonly kind: string;
  readonly path: string;
}

function targetsOf(options: Options): Target[] {
  const targets = Object.keys(WRITERS).flatMap((kind): Target[] => {
    const path = options[kind];
    return typeof path === 'string' ? [{ kind, path }] : [];
  });
  if (targets.length === 0)
    throw new WrongUse('请写明导出为哪种文件：--xlsx、--csv、--json 或 --bundle，后面写文件名。');
  for (const { path } of targets) checkTarget(path);
  return targets;
}

interface Written extends Target {
  readonly digest: string;
  readonly bytes: number;
}

async function writeOne({ kind, path }: Target, computed: Computed): Promise<Written> {
  const encoder = new TextEncoder();
  const pieces = [...(await WRITERS[kind]!(computed))].map((p) => (typeof p === 'string' ? encoder.encode(p) : p));
  writeTarget(path, pieces);
  const whole = Buffer.concat(pieces);
  return { kind: kind.replace('-file', ''), path, digest: digestOf(whole), bytes: whole.length };
}

export const exportResults: Command = {
  name: 'export',
  summary: '导出结果：工作簿、CSV、JSON，或可供任何人核验的结果包',
  usage: '文件夹 --xlsx|--csv|--json|--bundle 文件名',
  details: [
    '可以一次写几种。文件整个写完才出现；中途取消不留下半个文件。',
    '结果包装有方案、名册、记录与结果，用 zhunsheng verify 核验；它的摘要供上级登记。',
    '在 --json 后写文件名即导出 JSON；只写 --json 不写文件名，则以 JSON 报告写了哪些文件。',
  ],
  options: {
    xlsx: { type: 'string', value: '文件名', help: '工作簿：考核结果、各项得分、扣分加分明细' },
    csv: { type: 'string', value: '文件名', help: '考核结果一张表' },
    'json-file': { type: 'string', value: '文件名', help: '全部结果（与 --json 文件名 相同）' },
    bundle: { type: 'string', value: '文件名', help: '结果包' },
    ...JSON_OPTION,
  },
  arity: [1, 1],
  async run(invocation) {
    const { options, output } = invocation;
    const targets = targetsOf(options);
    const loaded = loadAssessment('export', invocation);
    if (!loaded) return 1;
    const { folder, cohort } = loaded;
    const sheets = traceSheets(cohort);
    const results = buildResults(cohort, gradeCohort(cohort, sheets), sheets);
    const written: Written[] = [];
    for (const target of targets) written.push(await writeOne(target, { folder, results, sheets }));
    if (options.json) output.json(answer('export', true, folder.diagnostics, { written }));
    else {
      for (const { kind, path, digest } of written) {
        output.out(`已写入 ${path}`);
        if (kind === 'bundle') output.out(`  结果包摘要 ${digest}`);
      }
      remindOfCheck(folder, invocation);
    }
    return 0;
  },
};
