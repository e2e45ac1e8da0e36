import { RULE_KINDS, type RuleKind } from '@zhunsheng/core/scheme';
import type { QuotedFinding, ScoreNode, ScoreSheet } from '@zhunsheng/core/scoring';
import { formatPoints } from '@zhunsheng/core/values';
import type { ResultsDocument, SubjectResult } from './results-document.ts';

/** A cell of a result table: text, or a number as the decimal text that a score sheet prints. */
export type ResultCell = string | { readonly number: string } | undefined;
export interface ResultTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly ResultCell[])[];
}

const figure = (text: string | null): ResultCell => (text === null ? undefined : { number: text });

const titles = (entries: readonly { readonly id: string; readonly title: string }[]): ReadonlyMap<string, string> =>
  new Map(entries.map(({ id, title }) => [id, title]));

const OUTCOMES = { scored: '已计分', missing: '缺数据', notApplicable: '不涉及' } as const;

function subjectRow(
  subject: SubjectResult,
  results: ResultsDocument,
  groups: ReadonlyMap<string, string>,
): ResultCell[] {
  const remarks = [
    ...subject.vetoes.map((veto) => `一票否决：${veto.reason}`),
    ...subject.missing.map((missing) => `缺：${missing.title}（${missing.reason}）`),
  ];
  return [
    subject.id,
    subject.name,
    groups.get(subject.group) ?? subject.group,
    subject.class ?? undefined,
    ...results.components.map(({ id }) => figure(subject.components[id] ?? null)),
    figure(subject.bonus),
    figure(subject.penalty),
    figure(subject.total),
    figure(subject.rank === null ? null : String(subject.rank)),
    subject.grade ?? undefined,
    subject.rectify ? '是' : undefined,
    subject.reasons.join('；'),
    remarks.join('；'),
  ];
}

/** 考核结果: one row a subject, by group and rank. */
export function resultsTable(results: ResultsDocument): ResultTable {
  const groups = titles(results.groups);
  return {
    title: '考核结果',
    headings: [
      '编号',
      '名称',
      '分组',
      '等级',
      ...results.components.map(({ title }) => title),
      '加分',
      '倒扣分',
      '总分',
      '名次',
      '等次',
      '须整改',
      '定等理由',
      '说明',
    ],
    rows: results.subjects.map((subject) => subjectRow(subject, results, groups)),
  };
}

/** 各项得分: one row a subject and item. */
export function itemsTable(results: ResultsDocument): ResultTable {
  const components = titles(results.components);
  return {
    title: '各项得分',
    headings: ['编号', '名称', '考核方式', '时期', '条目', '指标', '满分', '得分', '状态'],
    rows: results.subjects.flatMap(({ id, name, items }) =>
      items.map((item) => [
        id,
        name,
        components.get(item.component) ?? item.component,
        item.period ?? undefined,
        item.id,
        item.title,
        figure(item.full),
        figure(item.points),
        OUTCOMES[item.outcome],
      ]),
    ),
  };
}

const STATUS: Readonly<Record<QuotedFinding['status'], string>> = {
  counted: '计分',
  outOfPeriod: '不在考核期内',
  notRepeated: '同一事项不重复',
  withdrawn: '已撤回',
};

/** The words of a rule that took effect without findings: what was measured or when it was done. */
const inputWords = (node: ScoreNode): string => node.inputs.map(({ label, value }) => `${label}：${value}`).join('；');

function effectRows(sheet: ScoreSheet, component: string, item: ScoreNode, node: ScoreNode): ResultCell[][] {
  const { rule } = node;
  if (!rule || (!rule.takesEffect && node.findings.length === 0)) return [];
  const kind = RULE_KINDS[rule.kind as RuleKind].title;
  const head = [sheet.subject, sheet.name, component, item.title, node.id, rule.clause.text, kind];
  const amount = figure(node.points === null ? null : formatPoints(node.points, sheet.decimals));
  if (node.findings.length === 0) {
    return [[...head, amount, undefined, undefined, inputWords(node), undefined, undefined, undefined]];
  }
  return node.findings.map((finding, at) => [
    ...head,
    at === 0 ? amount : undefined,
    { number: String(finding.count) },
    finding.occurredOn,
    finding.reason,
    STATUS[finding.status],
    finding.by,
    finding.evidence.join('；'),
  ]);
}

/** 扣分加分明细: every rule that took effect, one row a finding, with reason and evidence. */
export function effectsTable(sheets: readonly ScoreSheet[]): ResultTable {
  const rows: ResultCell[][] = [];
  for (const sheet of sheets) {
    const walk = (node: ScoreNode, component: string, item: ScoreNode): void => {
      if (node.kind === 'rule') rows.push(...effectRows(sheet, component, item, node));
      const within = node.kind === 'component' ? node.title : component;
      for (const child of node.children) walk(child, within, node.kind === 'rule' ? item : node);
    };
    walk(sheet.root, '', sheet.root);
  }
  const headings = [
    '编号',
    '名称',
    '考核方式',
    '指标',
    '条目',
    '评分标准',
    '种类',
    '分数',
    '数量',
    '发生日期',
    '理由',
    '状态',
    '记录人',
    '佐证',
  ];
  return { title: '扣分加分明细', headings, rows };
}
