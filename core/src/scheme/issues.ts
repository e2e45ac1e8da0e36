import type { z } from 'zod';
import { type Diagnostic, nearest } from '../values/index.ts';
import { RULE_KINDS } from './rules/index.ts';

const TYPE_NAMES: Record<string, string> = {
  string: '文字',
  number: '数字',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干“键: 值”',
  record: '若干“键: 值”',
};

const CUSTOM: Record<string, string> = {
  tooLarge: '数值过大（绝对值须小于10亿）',
  notPositive: '须大于0',
  negative: '不能是负数，扣分也写正数',
  notWhole: '须是整数',
  year: '年份须在1900至2200之间',
  decimals: '小数位数须是0至4',
};

type Issue = z.core.$ZodIssue;

function unknownKeys(issue: Extract<Issue, { code: 'unrecognized_keys' }>, keys: readonly string[]): Diagnostic[] {
  return issue.keys.map((key) => {
    const guess = nearest(key, keys);
    return {
      code: 'scheme.unknown-key',
      severity: 'error',
      message: `没有“${key}”这个键。`,
      place: { path: [...(issue.path as (string | number)[]), key] },
      hint: guess ? `是否想写“${guess}”？` : keys.length > 0 ? `此处可用的键：${keys.join('、')}。` : '请删去它。',
    };
  });
}

function wrongValue(issue: Issue): string {
  if (issue.code === 'invalid_type') return `此处应为${TYPE_NAMES[issue.expected] ?? issue.expected}。`;
  if (issue.code === 'invalid_value') return `此处只能是：${issue.values.map(String).join('、')}。`;
  if (issue.code === 'too_small') return '此处不能为空，至少要有一项。';
  if (issue.code === 'custom') return `${CUSTOM[issue.message] ?? issue.message}。`;
  if (issue.code === 'invalid_union') return '写法不对：须是一个数值，或按等级分列的“等级: 数值”。';
  return '写法不对。';
}

function unknownKind(written: unknown, path: (string | number)[]): Diagnostic {
  const kinds = Object.keys(RULE_KINDS);
  const guess = typeof written === 'string' ? nearest(written, kinds) : undefined;
  const message = written === undefined ? '这条规则没有写明种类（kind）。' : `没有“${String(written)}”这种规则。`;
  const hint = guess ? `是否想写“${guess}”？` : `规则种类有：${kinds.join('、')}。`;
  return { code: 'scheme.unknown-kind', severity: 'error', message, place: { path }, hint };
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], value);

/** A union's own complaint is of no use when one of its members says precisely what is wrong further in. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const deep = issue.errors.filter((branch) => branch.length > 0 && branch.every((i) => i.code === 'custom'));
  const chosen = deep[0];
  return chosen ? chosen.map((i) => ({ ...i, path: [...issue.path, ...i.path] })) : [issue];
}

/** Zod's complaints in a clerk's words, each with its path and how to mend it; `keysAt` names the keys allowed there. */
export function explainIssues(
  issues: readonly Issue[],
  document: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Diagnostic[] {
  return issues.flatMap(innermost).flatMap((issue): Diagnostic[] => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue, keysAt(issue.path));
    const path = issue.path as (string | number)[];
    if (issue.code === 'invalid_union' && path.at(-1) === 'kind') return [unknownKind(at(document, path), path)];
    const absent = issue.code === 'invalid_type' && at(document, path) === undefined;
    if (absent) {
      const message = `缺少“${String(path.at(-1) ?? '方案内容')}”。`;
      return [{ code: 'scheme.missing-key', severity: 'error', message, place: { path } }];
    }
    const written = at(document, path);
    const guess = issue.code === 'invalid_value' && typeof written === 'string' ? nearestOf(written, issue.values) : '';
    return [
      {
        code: 'scheme.wrong-value',
        severity: 'error',
        message: wrongValue(issue),
        place: { path },
        ...(guess && { hint: `是否想写“${guess}”？` }),
      },
    ];
  });
}

const nearestOf = (written: string, values: readonly unknown[]): string | undefined =>
  nearest(written, values.map(String));
