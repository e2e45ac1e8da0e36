import { RULE_KINDS } from '../scheme/index.ts';
import { formatPoints, printStep } from '../values/index.ts';
import type { QuotedFinding, ScoreNode, ScoreSheet } from './score-sheet.ts';

const STATUS: Record<QuotedFinding['status'], string> = {
  counted: '',
  outOfPeriod: '【不在考核期内，不计分】',
  notRepeated: '【同一事项就高，不重复计分】',
  withdrawn: '【已撤回】',
};

function printFinding(finding: QuotedFinding): string {
  const parts = [
    finding.occurredOn,
    finding.reason || '（未写理由）',
    finding.count !== 1 ? `计${finding.count}` : '',
    finding.aggravated ? '加重' : '',
    finding.matter ? `事项：${finding.matter}` : '',
    finding.by ? `记录人：${finding.by}` : '',
    finding.evidence.length > 0 ? `佐证：${finding.evidence.join('、')}` : '',
  ].filter(Boolean);
  return `· ${parts.join('，')}${STATUS[finding.status]}`;
}

function heading(node: ScoreNode, decimals: number): string {
  const full = node.full === null ? '' : `（满分${formatPoints(node.full, decimals)}）`;
  if (node.outcome === 'scored') return `${node.title}${full}：${formatPoints(node.points ?? 0, decimals)}分`;
  return `${node.title}${full}：${node.outcome === 'missing' ? '缺数据，暂不能计分' : '不涉及'}`;
}

/** What is said of a rule against which somebody looked and found nothing; null for every other node. */
export function nothingFound({ rule, findings, inputs, outcome }: ScoreNode): string | null {
  if (!rule || rule.kind === 'cap' || rule.takesEffect || outcome !== 'scored') return null;
  if (findings.length > 0 || inputs.length > 0) return null;
  return RULE_KINDS[rule.kind].effect === 'plus' ? '无得分记录' : '未发现';
}

function ruleLines(node: ScoreNode, decimals: number): string[] {
  const { rule } = node;
  if (!rule) return [];
  const nothing = nothingFound(node);
  const clause = `[${RULE_KINDS[rule.kind].title}] “${rule.clause.text}”`;
  if (rule.kind === 'cap') return [clause];
  if (nothing !== null) return [`${clause}：${nothing}`];
  return [
    clause,
    ...node.inputs.map((i) => `  ${i.label}：${i.value}`),
    ...node.findings.map((f) => `  ${printFinding(f)}`),
    ...node.steps.map((s) => `  ${printStep(s, decimals)}`),
    ...node.notes.map((n) => `  注：${n}`),
  ];
}

function lines(node: ScoreNode, decimals: number, depth: number): string[] {
  const pad = '  '.repeat(depth);
  if (node.kind === 'rule') return ruleLines(node, decimals).map((line) => pad + line);
  const own = [
    heading(node, decimals),
    ...(node.examinedBy ? [`  查核：${node.examinedBy}`] : []),
    ...(node.selfPoints !== undefined ? [`  自评分：${formatPoints(node.selfPoints, decimals)}（不计入）`] : []),
    ...node.inputs.map((i) => `  ${i.label}：${i.value}`),
  ].map((line) => pad + line);
  const children = node.children.flatMap((child) => lines(child, decimals, depth + 1));
  const result = [
    ...node.steps.map((step) => `  ${printStep(step, decimals)}`),
    ...node.notes.map((note) => `  注：${note}`),
  ].map((line) => pad + line);
  return [...own, ...children, ...result];
}

/** A score sheet as Chinese lines, each arithmetic line redoable on paper: clause, inputs, findings, sums, remarks. */
export function explainSheet(sheet: ScoreSheet): string[] {
  const missing = sheet.missing.map((m) => `缺：${m.title}（${m.id}）：${m.reason}`);
  return [`${sheet.name}（${sheet.subject}）`, ...lines(sheet.root, sheet.decimals, 0), ...missing];
}

/** One node of a score sheet (an item, an indicator, a component) as Chinese lines. */
export function explainNode(node: ScoreNode, decimals: number): string[] {
  return lines(node, decimals, 0);
}

/** The node with an id in a score sheet. */
export function findNode(node: ScoreNode, id: string): ScoreNode | undefined {
  if (node.id === id) return node;
  for (const child of node.children) {
    const found = findNode(child, id);
    if (found) return found;
  }
  return undefined;
}
