import { nearest } from '../../values/index.ts';
import { type AppliesTo, comparedItem, type Rule } from '../rules/index.ts';
import type { DocumentPath, Indicator, Item, Scheme } from '../scheme.ts';
import { itemsOf, rulesOf } from '../tree.ts';
import { type Check, find } from './findings.ts';

interface Named {
  readonly id: string;
  readonly path: DocumentPath;
}

function nodesOf(node: Indicator | Item): Named[] {
  if (node.type === 'indicator') return [node, ...node.children.flatMap(nodesOf)];
  const rules = rulesOf(node).map((rule) => ({ id: rule.id, path: node.path }));
  return [node, ...node.parts, ...rules];
}

/** Ids name things in facts and decisions, so each must name one thing. */
export function checkDuplicateIds(check: Check): void {
  const { scheme } = check;
  const all: Named[] = [
    ...scheme.components,
    ...scheme.groups,
    ...scheme.sheets,
    ...scheme.sheets.flatMap((s) => s.children.flatMap(nodesOf)),
    ...scheme.rules.map((rule, i) => ({ id: rule.id, path: ['rules', i] })),
    ...scheme.selections,
  ];
  const seen = new Set<string>();
  for (const { id, path } of all) {
    if (seen.has(id))
      find(
        check,
        'error',
        'duplicate-id',
        { path, id },
        `编号“${id}”用了不止一次。`,
        '每个编号只能指一样东西，请改一个。',
      );
    seen.add(id);
  }
}

function known(check: Check, what: string, name: string, names: readonly string[], path: DocumentPath): void {
  if (names.includes(name)) return;
  const guess = nearest(name, names);
  const hint = guess ? `是否想写“${guess}”？` : `可用的有：${names.join('、') || '（无）'}。`;
  find(check, 'error', 'unknown-reference', { path, id: name }, `没有${what}“${name}”。`, hint);
}

function checkLimit(check: Check, limit: AppliesTo | undefined, path: DocumentPath): void {
  const { groups } = check.scheme;
  for (const group of limit?.groups ?? [])
    known(
      check,
      '分组',
      group,
      groups.map((g) => g.id),
      [...path, 'appliesTo'],
    );
  const classes = groups.flatMap((g) => g.classes);
  for (const name of limit?.classes ?? []) known(check, '等级', name, classes, [...path, 'appliesTo']);
}

const allGrades = (scheme: Scheme): string[] => [
  ...new Set(scheme.grading.flatMap((g) => [...g.bands, ...(g.judged ?? [])].map((b) => b.grade))),
];

const ruleIds = (scheme: Scheme): string[] =>
  scheme.sheets.flatMap((sheet) => itemsOf(sheet).flatMap((item) => rulesOf(item).map((rule) => rule.id)));

function checkRule(check: Check, rule: Rule, items: readonly string[], path: DocumentPath): void {
  checkLimit(check, rule.appliesTo, path);
  const other = comparedItem(rule);
  if (other !== undefined) known(check, '指标', other, items, path);
  if (rule.kind === 'zeroItem' && rule.counts !== undefined)
    known(check, '规则', rule.counts, ruleIds(check.scheme), path);
  if (rule.kind !== 'veto') return;
  const grades = allGrades(check.scheme);
  if (rule.grade !== undefined) known(check, '等次', rule.grade, grades, path);
  if (rule.effect === 'atMost' && rule.grade === undefined) {
    find(check, 'error', 'veto-without-grade', { path, id: rule.id }, '“最高定为”没有写明等次。', '补上 grade。');
  }
}

function checkNode(check: Check, node: Indicator | Item, items: readonly string[]): void {
  checkLimit(check, node.appliesTo, node.path);
  if (node.type === 'indicator') for (const child of node.children) checkNode(check, child, items);
  else for (const rule of rulesOf(node)) checkRule(check, rule, items, node.path);
}

const itemIds = (node: Indicator | Item): string[] =>
  node.type === 'item' ? [node.id] : node.children.flatMap(itemIds);

function checkSheetReferences(check: Check): void {
  const { scheme } = check;
  const groups = scheme.groups.map((g) => g.id);
  const components = scheme.components.map((c) => c.id);
  const items = scheme.sheets.flatMap((s) => s.children.flatMap(itemIds));
  for (const sheet of scheme.sheets) {
    for (const id of sheet.groups) known(check, '分组', id, groups, [...sheet.path, 'for', 'groups']);
    for (const id of sheet.components) known(check, '考核方式', id, components, [...sheet.path, 'for', 'components']);
    for (const child of sheet.children) checkNode(check, child, items);
  }
  scheme.rules.forEach((rule, i) => {
    checkRule(check, rule, items, ['rules', i]);
  });
}

function checkResultReferences(check: Check): void {
  const { scheme } = check;
  const groups = scheme.groups.map((g) => g.id);
  const keys = ['total', 'beforeBonus', 'bonus', ...scheme.components.map((c) => c.id)];
  for (const grading of scheme.grading) {
    for (const id of grading.groups) known(check, '分组', id, groups, [...grading.path, 'for', 'groups']);
    for (const key of grading.ties.keys) known(check, '同分比较依据', key, keys, [...grading.path, 'ties', 'keys']);
  }
  const grades = allGrades(scheme);
  for (const grade of scheme.rectify) known(check, '等次', grade, grades, ['results', 'rectify']);
  for (const selection of scheme.selections) {
    for (const id of selection.groups) known(check, '分组', id, groups, [...selection.path, 'groups']);
    for (const grade of selection.grades ?? []) known(check, '等次', grade, grades, [...selection.path, 'grades']);
  }
}

/** Everything that names something else must find it. */
export function checkReferences(check: Check): void {
  checkSheetReferences(check);
  checkResultReferences(check);
}
