import type { z } from 'zod';

/** A field that was filled in wrongly, said in Chinese. */
export interface FieldIssue {
  /** Its path with dots: `administrators.system.userName`. */
  readonly field: string;
  readonly message: string;
  readonly path: readonly (string | number)[];
}

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '“是”或者“否”',
  array: '列表',
  object: '一组“键: 值”',
  date: '日期',
};

const FORMATS: Record<string, string> = {
  uuid: '编号的格式不对',
  url: '须为完整的网址，例如 https://example.gov.cn',
  date: '须为真实的日期，例如 2024-12-31',
  datetime: '须为带时区的时间，例如 2024-12-31T08:00:00+08:00',
};

type Issue = z.core.$ZodIssue;

function describeSize(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): string {
  const big = issue.code === 'too_big';
  const bound = String(big ? issue.maximum : issue.minimum);
  if (issue.origin === 'string') {
    if (!big && bound === '1') return '不能为空';
    return big ? `不能超过${bound}个字符` : `不能少于${bound}个字符`;
  }
  if (issue.origin === 'array') return big ? `不能超过${bound}项` : `不能少于${bound}项`;
  return big ? `不能大于${bound}` : `不能小于${bound}`;
}

function describeFormat(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  const own = issue.message && !/^Invalid/.test(issue.message) ? issue.message : undefined;
  return own ?? FORMATS[issue.format] ?? '格式不对';
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_big':
    case 'too_small':
      return describeSize(issue);
    case 'invalid_format':
      return describeFormat(issue);
    case 'invalid_value':
      return issue.input === undefined ? '没有填写' : `须为以下之一：${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return `不认识：${issue.keys.join('、')}`;
    case 'invalid_union':
      return issue.input === undefined ? '没有填写' : '填写的内容不对';
    case 'custom':
      return issue.message;
    default:
      return '填写的内容不对';
  }
}

/** What zod found, in Chinese and by field; values that a person typed are not repeated. */
export const describeIssues = (error: z.ZodError): FieldIssue[] =>
  error.issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    return { field: path.join('.'), message: describe(issue), path };
  });
