import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { writeGroups } from './workbook/group-sheet.ts';
import { withLowerResults } from './workbook/lower-results.ts';
import { type Folder, listItems, readExample } from './workbook/read.ts';
import { ShareSheet } from './workbook/share-sheet.ts';
import { WholeSheet } from './workbook/whole-sheet.ts';

/**
 * Writes `workbook.xlsx` of each example: three subjects worked out with plain spreadsheet formulas, so that the engine
 * has something to be compared with that shares no code with it. A spreadsheet program (`soffice`, LibreOffice) computes
 * the formulas; only whoever rewrites a workbook needs it.
 *
 *     npx tsx examples/make-workbooks.ts [example …]
 */
export const WORKBOOKS: Readonly<Record<string, readonly string[]>> = {
  'n1-county': ['T03', 'D04', 'D27'],
  'n2-efficiency': ['X01', 'X05', 'X09'],
  'n4-civil-servants': ['P05', 'P10', 'P12'],
  'n5-justice-staff': ['S04', 'S05', 'L04', 'L08', 'G02', 'G05', 'G06'],
  'n3-enforcement': ['E01', 'F03', 'F04', 'F11', 'C05'],
  'n9-work-plan': ['W03', 'W08', 'W14'],
  'n6-roll-up/townships-jiangbei': ['T01', 'T03', 'D02'],
  'n6-roll-up/townships-hexi': ['T04', 'T06', 'D01'],
  'n6-roll-up/counties': ['C01', 'C02', 'D03'],
  'n6-roll-up/city': ['S01', 'S03', 'D04'],
  'n7-departments': ['V06', 'V09', 'V14'],
  'n8-township-enforcement': ['R04', 'R09', 'R11'],
};

const HERE = dirname(fileURLToPath(import.meta.url));

const HOW_TO_READ = [
  '本工作簿用普通公式独立计算三个考核对象,供与系统结果核对。',
  '每个考核对象一张表:粗体行是指标,其下各行是评分标准;“查核情况”抄自评分记录,“数量/数值”等列是计算所用的数。',
  '扣分=标准×数量,不超过该标准的限额;本项得分=满分-扣分(或各得分之和),不低于0、不高于满分;有不得分情形的为0。',
  '百分比、折算、平均等算出的分值均四舍五入保留两位小数。不涉及的指标不计分,同一考核方式的其他指标按比例折算。',
  '“节假日”表列出放假和调休上班日期,逾期的工作日据此计算;“同组数据”表列出需要相互比较的数值。',
];

/** Whether some item shares out its marks in a way of its own. */
const sharesOtherwise = (folder: Folder): boolean =>
  folder.scheme.sheets.some((s) =>
    listItems(s.indicators).some(({ item }) => item.notApplicable?.within !== undefined),
  );

async function writeWorkbook(example: string, subjects: readonly string[]): Promise<void> {
  const folder = withLowerResults(readExample(join(HERE, example)), join(HERE, example));
  const book = new exceljs.Workbook();
  const about = book.addWorksheet('说明');
  about.addRow([folder.scheme.title]).font = { bold: true, size: 14 };
  for (const line of HOW_TO_READ) about.addRow([line]);
  const days = book.addWorksheet('节假日');
  days.addRow(['放假', '调休上班']);
  const asDate = (text: string | undefined) => (text === undefined ? undefined : new Date(`${text}T00:00:00Z`));
  for (let i = 0; i < Math.max(folder.holidays.length, folder.workdays.length); i++) {
    days.addRow([asDate(folder.holidays[i]), asDate(folder.workdays[i])]);
  }
  const groups = writeGroups(book, folder);
  for (const id of subjects) {
    const subject = folder.subjects.find((s) => s.编号 === id);
    if (!subject) throw new Error(`${example}: no subject ${id}`);
    const Sheet = sharesOtherwise(folder) ? ShareSheet : WholeSheet;
    new Sheet(book, folder, subject, groups).write();
  }
  const work = mkdtempSync(join(tmpdir(), 'workbook-'));
  await book.xlsx.writeFile(join(work, 'plain.xlsx'));
  execFileSync('soffice', [
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    join(work, 'out'),
    join(work, 'plain.xlsx'),
  ]);
  copyFileSync(join(work, 'out', 'plain.xlsx'), join(HERE, example, 'workbook.xlsx'));
  console.log(`${example}/workbook.xlsx: ${subjects.join(', ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const chosen = process.argv.slice(2);
  for (const [example, subjects] of Object.entries(WORKBOOKS)) {
    if (chosen.length === 0 || chosen.includes(example)) await writeWorkbook(example, subjects);
  }
}
