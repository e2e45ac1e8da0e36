import { itemsOf, type Scheme } from '@zhunsheng/core/scheme';
import { FACT_TYPES, type Subject } from '@zhunsheng/core/scoring';
import type { Worksheet } from 'exceljs';
import { writeCsv } from '../csv/write-csv.ts';
import { FACT_COLUMNS, type FactKey } from '../record/fact-columns.ts';
import { columnName } from '../table/table.ts';
import { newWorkbook, styleHeadings, workbookBytes } from '../xlsx/workbook.ts';
import { type TemplateRow, templateRows } from './template-rows.ts';

/** Remarks columns are ignored when the filled template is read. */
const REMARKS = ['备注（对象名称）', '备注（须填写）', '备注（评分标准）'] as const;

export const TEMPLATE_HEADINGS: readonly string[] = [...FACT_COLUMNS.map((column) => column.title), ...REMARKS];

function cellsOf(row: TemplateRow): string[] {
  const known: Partial<Record<FactKey, string>> = {
    type: FACT_TYPES[row.type],
    subject: row.subject.id,
    target: row.target,
    component: row.component,
    period: row.period,
    name: row.name,
  };
  return [...FACT_COLUMNS.map(({ key }) => known[key] ?? ''), row.subject.name, row.ask, row.clause];
}

/** The facts template as CSV text in pieces. */
export const writeTemplateCsv = (scheme: Scheme, subjects: readonly Subject[]): Iterable<string> =>
  writeCsv([TEMPLATE_HEADINGS, ...templateRows(scheme, subjects).map(cellsOf)]);

/** Rows beyond the prepared ones that the selection lists cover, for findings and other entries. */
const FREE_ROWS = 2_000;

interface Options {
  readonly type: readonly string[];
  readonly subject: readonly (readonly [string, string])[];
  readonly target: readonly (readonly [string, string])[];
  readonly component: readonly (readonly [string, string])[];
}

function optionsOf(scheme: Scheme, subjects: readonly Subject[]): Options {
  const items = scheme.sheets.flatMap(itemsOf);
  const ruleTargets = items.flatMap((item) =>
    [...item.parts.flatMap((part) => part.rules), ...item.rules].map((rule) => [rule.id, rule.clause.text] as const),
  );
  return {
    type: Object.values(FACT_TYPES),
    subject: subjects.map(({ id, name }) => [id, name] as const),
    target: [
      ...ruleTargets,
      ...scheme.rules.map((rule) => [rule.id, rule.clause.text] as const),
      ...items.map((item) => [item.id, item.title] as const),
      ...scheme.sheets.map((sheet) => [sheet.id, sheet.title] as const),
    ],
    component: scheme.components.map(({ id, title }) => [id, title] as const),
  };
}

/** Writes the choices side by side and gives the range of each, for the selection lists. */
function writeOptions(sheet: Worksheet, options: Options): Record<keyof Options, string> {
  const ranges = {} as Record<keyof Options, string>;
  const columns: [keyof Options, number][] = [
    ['type', 1],
    ['subject', 2],
    ['target', 4],
    ['component', 6],
  ];
  for (const [key, column] of columns) {
    options[key].forEach((entry, at) => {
      const [id, title] = typeof entry === 'string' ? [entry, undefined] : entry;
      sheet.getCell(at + 2, column).value = id;
      if (title !== undefined) sheet.getCell(at + 2, column + 1).value = title;
    });
    const letter = columnName(column - 1);
    ranges[key] = `选项!$${letter}$2:$${letter}$${Math.max(2, options[key].length + 1)}`;
  }
  sheet.addRow([]);
  sheet.getRow(1).values = ['类型', '考核对象', '名称', '对应条目', '评分标准', '考核方式', '名称'];
  return ranges;
}

function addLists(sheet: Worksheet, ranges: Record<keyof Options, string>, rows: number): void {
  for (const key of ['type', 'subject', 'target', 'component'] as const) {
    const column = FACT_COLUMNS.findIndex((c) => c.key === key);
    const letter = columnName(column);
    const lists = sheet as Worksheet & { dataValidations: { add(range: string, rule: object): void } };
    lists.dataValidations.add(`${letter}2:${letter}${rows + 1}`, {
      type: 'list',
      allowBlank: true,
      formulae: [ranges[key]],
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: '不在列表中',
      error: '请从列表中选择，或在“选项”工作表核对编号。',
    });
  }
}

const NOTES = [
  '一行是一条记录。已列出的行由方案要求填写：按“备注（须填写）”一列填写，没有填写的行不读入。',
  '另有扣分、加分、一票否决等情形的，在后面加行：类型选“评分记录”，写明条目、数量、发生日期、理由与佐证。',
  '数量填整数；日期写成 2024-03-05；百分比写 95.3 或 95.3%；几项佐证用分号隔开。',
  '空着表示没有数据，不表示0；确实为0的请填0。',
  '编号可以不填；表头不要改动，列的次序可以调整；备注各列不读入。',
];

/** The facts template as a workbook with selection lists for 类型, 考核对象, 对应条目 and 考核方式. */
export async function writeTemplateXlsx(scheme: Scheme, subjects: readonly Subject[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet('评分记录');
  const rows = templateRows(scheme, subjects).map(cellsOf);
  sheet.addRow([...TEMPLATE_HEADINGS]);
  for (const row of rows) sheet.addRow(row.map((cell) => (cell === '' ? null : cell)));
  TEMPLATE_HEADINGS.forEach((heading, at) => {
    const column = sheet.getColumn(at + 1);
    column.width = heading.startsWith('备注（评') ? 60 : heading.startsWith('备注') ? 24 : 12;
    // Dates and ids are typed as text: a spreadsheet must not turn 1-2 into a day of this year.
    column.numFmt = '@';
  });
  styleHeadings(sheet, TEMPLATE_HEADINGS.length);
  const notes = workbook.addWorksheet('填写说明');
  notes.getColumn(1).width = 110;
  for (const note of NOTES) notes.addRow([note]).alignment = { wrapText: true };
  const options = workbook.addWorksheet('选项');
  addLists(sheet, writeOptions(options, optionsOf(scheme, subjects)), rows.length + FREE_ROWS);
  return workbookBytes(workbook);
}
