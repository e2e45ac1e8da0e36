import { describe, expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
].join('\n');

interface BadCase {
  readonly name: string;
  readonly text: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

const BAD: readonly BadCase[] = [
  { name: 'a key that stands twice', text: 'a: 1\nb: 2\na: 3\n', message: '写了两次', line: 3, column: 1 },
  { name: 'a tab as indent', text: 'a:\n\tb: 1\n', message: '制表符', line: 2 },
  { name: 'a bracket that is never closed', text: 'a: [1, 2\nb: 3\n', message: '没有对齐', line: 2 },
  { name: 'a quote that is never closed', text: 'a: "text\n', message: '缺少符号' },
  { name: 'a line out of line', text: 'a:\n  b: 1\n c: 2\n', message: '没有对齐', line: 3 },
  { name: 'an alias of nothing', text: 'a: *nothing\n', message: '别名', line: 1, column: 4 },
  { name: 'a Chinese colon', text: 'a\uFF1A 1\nb: 2\n', message: '键不能跨行', line: 1 },
  { name: 'two documents', text: 'a: 1\n---\nb: 2\n', message: '几份文档' },
  { name: 'an empty file', text: '', message: '空的', line: 1 },
  { name: 'aliases that grow', text: bomb, message: '展开后过大' },
  { name: '100,000 brackets on a line', text: '['.repeat(100_000), message: '嵌套超过64层', line: 1, column: 1 },
  { name: '100,000 brackets on lines of their own', text: '[\n'.repeat(100_000), message: '嵌套超过64层' },
  { name: '100,000 dashes on a line', text: '- '.repeat(100_000), message: '嵌套超过64层' },
  { name: '100,000 braces', text: '{a: '.repeat(100_000), message: '嵌套超过64层' },
  { name: 'more than 200,000 nodes', text: `a: [${'1,'.repeat(200_100)}1]`, message: '超过200000项' },
  { name: 'more than ten megabytes', text: ' '.repeat(10 * 1024 * 1024 + 1), message: '超过10MB' },
];

describe('readYaml', () => {
  it.each(BAD)('reports $name in Chinese, with its place', ({ text, message, line, column }) => {
    const { value, diagnostics } = readYaml(text, 'scheme.yaml');
    expect(value).toBeUndefined();
    const found = diagnostics.find((d) => d.message.includes(message));
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found?.place.file).toBe('scheme.yaml');
    if (line !== undefined) expect(found?.place.line).toBe(line);
    if (column !== undefined) expect(found?.place.column).toBe(column);
    expect(found?.hint).toBeTruthy();
  });

  it('reports all problems of a document at once', () => {
    const { diagnostics } = readYaml('a: 1\na: 2\nb: *x\nc: 1\nc: 2\n', 'x.yaml');
    expect(diagnostics.map((d) => d.place.line)).toEqual([2, 3, 5]);
  });

  it('keeps dates and words like 是 and no as the text they are', () => {
    const { value } = readYaml('day: 2024-12-31\nshort: 12-01\nyes: no\nfigure: 0.1\n', 'x.yaml');
    expect(value).toEqual({ day: '2024-12-31', short: '12-01', yes: 'no', figure: 0.1 });
  });

  it('reads GBK and UTF-16 files', () => {
    const gbk = Uint8Array.from([0x74, 0x3a, 0x20, 0xbf, 0xbc, 0xba, 0xcb]);
    expect(readYaml(gbk, 'x.yaml').value).toEqual({ t: '考核' });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('t: 考核', 'utf16le')]);
    expect(readYaml(utf16, 'x.yaml').value).toEqual({ t: '考核' });
  });

  it('finds the line of a path, or of its nearest ancestor that exists', () => {
    const { locate } = readYaml('title: 方案\ncomponents:\n  - id: daily\n    weight: 20\n  - id: yearEnd\n', 'x.yaml');
    expect(locate(['components', 0, 'weight'])).toMatchObject({ line: 4, column: 5 });
    expect(locate(['components', 1])).toMatchObject({ line: 5, column: 5 });
    expect(locate(['components', 1, 'weight'])).toMatchObject({ line: 5, column: 5 });
    expect(locate(['nothing', 'here'])).toMatchObject({ line: 1, column: 1 });
  });

  it('does not let a key named __proto__ change anything', () => {
    const { value } = readYaml('__proto__:\n  polluted: true\n', 'x.yaml');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
