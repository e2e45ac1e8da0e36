import type { Fact } from '@zhunsheng/core/scoring';
import { type Diagnostic, fraction } from '@zhunsheng/core/values';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openTables } from '../folder/open-tables.ts';
import { reading } from '../unreadable.ts';
import { FACT_COLUMNS } from './fact-columns.ts';
import { FactLog } from './fact-log.ts';
import { readFacts } from './read-facts.ts';

const NAMES = {
  subjects: new Map([
    ['T01', 'T01'],
    ['城关镇', 'T01'],
  ]),
  components: new Map([['年终考核', 'yearEnd']]),
};

function read(
  bytes: Uint8Array | string,
  file = 'facts.csv',
): { facts: Fact[]; diagnostics: Diagnostic[]; log: FactLog } {
  const whole = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const diagnostics: Diagnostic[] = [];
  const log = new FactLog();
  const found = reading(file, diagnostics, () => {
    const tables = openTables(file, { chunks: () => [whole], whole: () => whole }, FACT_COLUMNS, true, diagnostics);
    return readFacts(tables, file, NAMES, log);
  });
  return { facts: log.facts, diagnostics: [...diagnostics, ...(found ?? [])], log };
}

interface BadCase {
  readonly name: string;
  /** Heading and value of the one cell that is wrong. */
  readonly cell: readonly [heading: string, value: string];
  readonly message: string;
  readonly hint?: string;
}

const BAD_CELLS: readonly BadCase[] = [
  { name: 'a count that is no number', cell: ['数量', '三次'], message: '不是数字' },
  { name: 'a count that is not whole', cell: ['数量', '1.5'], message: '不是整数' },
  { name: 'a negative count', cell: ['数量', '-2'], message: '负数', hint: '撤回' },
  { name: 'a huge count', cell: ['数量', '9999999999'], message: '过大' },
  { name: 'a huge number', cell: ['数值', '1234567890123456'], message: '过大' },
  { name: 'a number with far too many decimals', cell: ['数值', `0.${'1'.repeat(30)}`], message: '小数过多' },
  { name: 'a number in exponent form', cell: ['数值', '1.2E+10'], message: '科学记数法' },
  { name: 'a number with its unit', cell: ['分子', '12件'], message: '不是数字', hint: '单位' },
  { name: 'a percentage where none belongs', cell: ['分母', '95%'], message: '百分号' },
  { name: 'a badly grouped number', cell: ['数值', '1,23'], message: '不是数字' },
  { name: 'a day that does not exist', cell: ['发生日期', '2023-02-29'], message: '不存在' },
  { name: 'a month that does not exist', cell: ['发生日期', '2024/13/1'], message: '不存在' },
  { name: 'a date in words', cell: ['发生日期', '三月五日'], message: '不是日期' },
  { name: 'the inner number of a date', cell: ['完成日期', '45356'], message: '不是日期', hint: '设为日期' },
  { name: 'a year of long ago', cell: ['延至', '1024-03-05'], message: '年份不对' },
  { name: 'a type misspelt', cell: ['类型', '评分纪录'], message: '没有“评分纪录”这种类型', hint: '评分记录' },
  { name: 'neither yes nor no', cell: ['加重', '也许'], message: '是”或“否' },
  { name: 'an empty type', cell: ['类型', ''], message: '“类型”没有填写' },
  { name: 'an empty subject', cell: ['考核对象', '　'], message: '“考核对象”没有填写' },
  { name: 'an empty target', cell: ['对应条目', ''], message: '“对应条目”没有填写' },
];

const HEADINGS = [
  '类型',
  '考核对象',
  '对应条目',
  '数量',
  '数值',
  '分子',
  '分母',
  '发生日期',
  '完成日期',
  '延至',
  '加重',
];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

function rowWith([heading, value]: readonly [string, string]): string {
  const good: Record<string, string> = { 类型: '评分记录', 考核对象: 'T01', 对应条目: 'A1#1' };
  return HEADINGS.map((h) => quoted(h === heading ? value : (good[h] ?? ''))).join(',');
}

const columnOf = (heading: string): string => String.fromCharCode(65 + HEADINGS.indexOf(heading));

describe('readFacts', () => {
  it.each(BAD_CELLS)('reports $name with its cell', ({ cell, message, hint }) => {
    const { facts, diagnostics } = read(`${HEADINGS.join(',')}\n${rowWith(cell)}\n`);
    expect(facts).toEqual([]);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain(message);
    if (hint) expect(diagnostics[0]?.hint).toContain(hint);
    expect(diagnostics[0]?.place).toEqual({ file: 'facts.csv', line: 2, cell: `${columnOf(cell[0])}2` });
  });

  it('reports every wrong cell of a file at once and keeps the right rows', () => {
    const rows = BAD_CELLS.map(({ cell }) => rowWith(cell));
    const { facts, diagnostics } = read([HEADINGS.join(','), ...rows, rowWith(['数量', '2'])].join('\n'));
    expect(diagnostics).toHaveLength(BAD_CELLS.length);
    expect(facts).toEqual([
      { id: `facts:${rows.length + 2}`, type: 'finding', subject: 'T01', target: 'A1#1', count: 2 },
    ]);
  });

  it('says how many more problems there are when a file is full of them', () => {
    const rows = Array.from({ length: 300 }, () => rowWith(['数量', '-1']));
    const { diagnostics } = read([HEADINGS.join(','), ...rows].join('\n'));
    expect(diagnostics).toHaveLength(201);
    expect(diagnostics.at(-1)?.message).toContain('还有100处');
  });

  it('reads dates and numbers as clerks write them', () => {
    const dates = [
      '2024-3-5',
      '2024/3/5',
      '2024.03.05',
      '2024年3月5日',
      '20240305',
      '２０２４－３－５',
      '2024-03-05 09:30',
    ];
    const rows = dates.map((date) => `数据,城关镇,A1#1,"1,234.50",${date},年终考核`);
    const { facts, diagnostics } = read(`类型,单位,条目,数值,发生日期,考核方式\n${rows.join('\n')}\n`);
    expect(diagnostics).toEqual([]);
    for (const fact of facts) {
      expect(fact).toMatchObject({
        subject: 'T01',
        occurredOn: '2024-03-05',
        component: 'yearEnd',
        value: fraction(2469, 2),
      });
    }
    expect(facts).toHaveLength(dates.length);
  });

  it('reads percentages as they are printed, and full-width digits', () => {
    const { facts } = read('类型,考核对象,对应条目,数值\n数据,T01,A,95.3%\n数据,T01,A,９５．３\n数据,T01,A,-0.5\n');
    expect(facts.map((fact) => fact.value)).toEqual([fraction(953, 10), fraction(953, 10), fraction(-1, 2)]);
  });

  it('leaves missing cells missing, never zero', () => {
    const { facts } = read('类型,考核对象,对应条目,数量,数值,记录人\n数据,T01,A,,,张三\n数据,T01,A,0,0,张三\n');
    expect(facts[0]).not.toHaveProperty('count');
    expect(facts[0]).not.toHaveProperty('value');
    expect(facts[1]).toMatchObject({ count: 0, value: fraction(0) });
  });

  it('finds headings in any order, below title rows, in English, with blanks and remarks', () => {
    const { facts, diagnostics } = read(
      '示例县2024年度评分记录表,,,\n填表单位:考核办,,,\n序号,对应 条目,subject,类型*,备注（标准）\n1,A1,T01,查核,随便\n',
    );
    expect(diagnostics.map((d) => d.message)).toEqual(['有1行只有预先列出的内容，没有填写，没有读入。']);
    expect(facts).toEqual([]);
  });

  it('suggests the nearest heading for one it does not know', () => {
    const { diagnostics } = read('类型,考核对象,对应条目,发生日其\n评分记录,T01,A,2024-01-01\n');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'documents.unknown-heading',
      place: { file: 'facts.csv', cell: 'D1' },
    });
    expect(diagnostics[0]?.hint).toContain('发生日期');
  });

  it('reports a missing column, a heading that stands twice, and a file without headings', () => {
    expect(read('类型,对应条目\n评分记录,A\n').diagnostics[0]?.message).toContain('缺少“考核对象”');
    expect(read('类型,对应条目\n评分记录,A\n').facts).toEqual([]);
    expect(read('类型,考核对象,对应条目,数量,次数\n').diagnostics[0]?.message).toContain('出现了两次');
    expect(read('甲,乙\n1,2\n').diagnostics[0]?.message).toContain('没有找到表头');
    expect(read('').diagnostics[0]?.message).toContain('没有找到表头');
  });

  it('reports an id that stands twice and says where it stood before', () => {
    const { facts, diagnostics } = read('编号,类型,考核对象,对应条目\nF1,评分记录,T01,A\nF1,评分记录,T01,B\n');
    expect(facts).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'documents.duplicate-id', place: { cell: 'A3' } });
    expect(diagnostics[0]?.hint).toContain('A2');
  });

  it('passes over prepared rows that nobody filled in, but not over findings', () => {
    const { facts, diagnostics } = read(
      '类型,考核对象,对应条目,完成日期,记录人\n完成情况,T01,A,,\n完成情况,T01,B,,张三\n评分记录,T01,C,,\n',
    );
    expect(facts.map((fact) => fact.target)).toEqual(['B', 'C']);
    expect(diagnostics).toMatchObject([{ severity: 'advice', code: 'documents.unfilled-rows' }]);
  });

  it('gives the place of a fact, or of one of its cells, when asked later', () => {
    const { log } = read('编号,类型,考核对象,对应条目\nF1,评分记录,T01,A\nF2,评分记录,T01,B\n');
    expect(log.places.place('F2')).toEqual({ file: 'facts.csv', line: 3, cell: '3' });
    expect(log.places.place('F2', 'target')).toEqual({ file: 'facts.csv', line: 3, cell: 'D3' });
    expect(log.places.place('F9')).toBeUndefined();
  });

  it('takes evidence apart and undoes the apostrophe before risky text', () => {
    const { facts } = read("类型,考核对象,对应条目,理由,佐证\n评分记录,T01,A,'=拒不改正,卷1；卷2;卷3\n");
    expect(facts[0]).toMatchObject({ reason: '=拒不改正', evidence: ['卷1', '卷2', '卷3'] });
  });
});

describe('readFacts from a workbook', () => {
  async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    fill(book.addWorksheet('记录'), book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  it('reads moved columns, dates and numbers, and names cells by sheet', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['示例县评分记录']);
      sheet.addRow(['发生日期', '数量', '对应条目', '类型', '考核对象']);
      sheet.addRow([new Date(Date.UTC(2024, 2, 5)), 3, 'A', '评分记录', '城关镇']);
      sheet.addRow([new Date(Date.UTC(2024, 2, 5)), -3, 'A', '评分记录', '城关镇']);
    });
    const { facts, diagnostics } = read(bytes, 'facts.xlsx');
    expect(facts).toEqual([
      { id: 'facts:3', type: 'finding', subject: 'T01', target: 'A', count: 3, occurredOn: '2024-03-05' },
    ]);
    expect(diagnostics).toMatchObject([{ message: expect.stringContaining('负数'), place: { cell: '记录!B4' } }]);
  });

  it('names merged cells once instead of every empty cell below them', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['类型', '考核对象', '对应条目']);
      for (let row = 0; row < 3; row++) sheet.addRow(['评分记录', 'T01', 'A']);
      sheet.mergeCells('B2:B4');
      sheet.getCell('C4').value = null;
    });
    // A spreadsheet program leaves the covered cells empty.
    const { diagnostics } = read(bytes, 'facts.xlsx');
    expect(diagnostics.filter((d) => d.code === 'documents.merged-cells')).toMatchObject([
      { message: expect.stringContaining('B2:B4'), place: { cell: '记录!B2:B4' } },
    ]);
    expect(diagnostics.filter((d) => d.code === 'documents.empty-cell')).toMatchObject([
      { place: { cell: '记录!C4' } },
    ]);
  });

  it('reports formulas without a result by their cell, and mentions sheets it did not read', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.addRow(['类型', '考核对象', '对应条目', '数量']);
      sheet.addRow(['评分记录', 'T01', 'A', { formula: 'SUM(A1:A2)' }]);
      book.addWorksheet('草稿').addRow(['随便写的']);
    });
    const { facts, diagnostics } = read(bytes, 'facts.xlsx');
    expect(facts).toEqual([]);
    expect(diagnostics.map((d) => [d.code, d.place.cell])).toEqual([
      ['documents.unread-sheet', '草稿!A1'],
      ['documents.unreadable-cell', '记录!D2'],
    ]);
  });
});

describe('readFacts from JSON', () => {
  it('reads an array and JSON lines with English or Chinese keys alike', () => {
    const expected = [
      { id: 'F1', type: 'measure', subject: 'T01', target: 'A', value: fraction(1, 10), evidence: ['a;b'] },
    ];
    const record = '{"id":"F1","type":"measure","subject":"T01","target":"A","value":0.1,"evidence":["a;b"]}';
    const chinese = '{"编号":"F1","类型":"数据","考核对象":"城关镇","对应条目":"A","数值":"0.1","佐证":["a;b"]}';
    expect(read(`[${record}]`, 'facts.json').facts).toEqual(expected);
    expect(read(`${chinese}\n\n`, 'facts.jsonl').facts).toEqual(expected);
  });

  it.each([
    ['[{"type": "finding",}]', 'facts.json', 'JSON 写法不对', { line: 1 }],
    ['{"type":"finding"}\n{"type":', 'facts.jsonl', 'JSON 写法不对', { line: 2 }],
    ['{"a":1}\n[1]\n', 'facts.jsonl', '若干“键: 值”', { line: 2 }],
    ['['.repeat(100_000), 'facts.json', 'JSON 写法不对', {}],
    ['[{"tpye":"finding","subject":"T01","target":"A"}]', 'facts.json', '不认识表头“tpye”', {}],
    ['[{"type":{"a":1},"subject":"T01","target":"A"}]', 'facts.json', '应为文字、数字或日期', { path: [0, 'type'] }],
    ['[{"type":"finding","subject":"T01","target":"A","count":-1}]', 'facts.json', '负数', { path: [0, 'count'] }],
  ])('reports what is wrong in %.40s', (text, file, message, place) => {
    const { diagnostics } = read(text, file);
    const found = diagnostics.find((d) => d.message.includes(message));
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found?.place).toMatchObject({ file, ...place });
  });
});
