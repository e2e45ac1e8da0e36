import type { Command } from '../command.ts';

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command of the program in the order of its help; each is loaded only when it is called. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'draft',
    summary: '把 Word、Excel 的方案起草成方案文件',
    load: async () => (await import('./draft.ts')).draft,
  },
  { name: 'check', summary: '检查方案，或检查整个文件夹', load: async () => (await import('./check.ts')).check },
  { name: 'score', summary: '计算每个考核对象的得分', load: async () => (await import('./score.ts')).score },
  { name: 'explain', summary: '逐行说明得分是怎样算出来的', load: async () => (await import('./explain.ts')).explain },
  { name: 'grade', summary: '排名次、定等次、评先与整改', load: async () => (await import('./grade.ts')).grade },
  {
    name: 'export',
    summary: '导出结果，或可核验的结果包',
    load: async () => (await import('./export.ts')).exportResults,
  },
  { name: 'template', summary: '生成评分记录的填写模板', load: async () => (await import('./template.ts')).template },
  { name: 'diff', summary: '比较方案的两个版本，并用原有记录试算', load: async () => (await import('./diff.ts')).diff },
  {
    name: 'read-rules',
    summary: '把评分标准的句子读成规则',
    load: async () => (await import('./read-rules.ts')).readRulesCommand,
  },
  { name: 'verify', summary: '核验结果包，指出不一致之处', load: async () => (await import('./verify.ts')).verify },
  {
    name: 'verify-audit',
    summary: '核验导出的审计链',
    load: async () => (await import('./verify-audit.ts')).verifyAudit,
  },
];

export const findCommand = async (name: string): Promise<Command | undefined> =>
  COMMANDS.find((command) => command.name === name)?.load();
