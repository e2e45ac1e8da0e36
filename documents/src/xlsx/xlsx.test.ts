import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decimalText, numberCellText } from './cell-text.ts';
import { formatOfCode } from './number-formats.ts';
import { readXlsx } from './read-xlsx.ts';

async function bytesOf(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function firstRows(fill: (sheet: ExcelJS.Worksheet) => void) {
  const bytes = await bytesOf((workbook) => fill(workbook.addWorksheet('表')));
  return [...readXlsx(bytes)[0]!.rows()];
}

describe('readXlsx', () => {
  it('gives numbers as the decimals that were typed, without binary noise', async () => {
    const [row] = await firstRows((sheet) => {
      sheet.addRow([0.1 + 0.2, 1.005, 12, 1e-7, 123456789.12, -0.5]);
    });
    expect(row?.cells).toEqual(['0.3', '1.005', '12', '0.0000001', '123456789.12', '-0.5']);
  });

  it('gives dates as dates, whatever their format', async () => {
    const [row] = await firstRows((sheet) => {
      sheet.addRow([
        new Date(Date.UTC(2024, 2, 5)),
        new Date(Date.UTC(2024, 1, 29, 13, 30)),
        new Date(Date.UTC(2023, 11, 31)),
      ]);
      sheet.getCell('A1').numFmt = 'yyyy"年"m"月"d"日"';
      sheet.getCell('B1').numFmt = 'yyyy/m/d h:mm';
    });
    expect(row?.cells).toEqual(['2024-03-05', '2024-02-29', '2023-12-31']);
  });

  it('gives percentages with their sign and padded numbers with their zeros', async () => {
    const [row] = await firstRows((sheet) => {
      sheet.addRow([0.953, 7]);
      sheet.getCell('A1').numFmt = '0.0%';
      sheet.getCell('B1').numFmt = '000';
    });
    expect(row?.cells).toEqual(['95.3%', '007']);
  });

  it('takes the result of a formula, and names cells without one or with an error', async () => {
    const [row] = await firstRows((sheet) => {
      sheet.getCell('A1').value = { formula: '1+1', result: 2 };
      sheet.getCell('B1').value = { formula: '1+2' } as ExcelJS.CellFormulaValue;
      sheet.getCell('C1').value = { error: '#REF!' };
    });
    expect(row?.cells).toEqual(['2', '', '']);
    expect([...(row?.problems ?? [])].map(([column, { message }]) => [column, message])).toEqual([
      [1, '公式没有计算结果。'],
      [2, '单元格里是错误值 #REF!。'],
    ]);
  });

  it('reads rich text whole and keeps merged ranges by name', async () => {
    const bytes = await bytesOf((workbook) => {
      const sheet = workbook.addWorksheet('表');
      sheet.getCell('A1').value = { richText: [{ text: '考' }, { font: { bold: true }, text: '核' }] };
      sheet.mergeCells('A2:A4');
    });
    const sheet = readXlsx(bytes)[0]!;
    expect([...sheet.rows()][0]?.cells[0]).toBe('考核');
    expect(sheet.merges()).toEqual(['A2:A4']);
  });

  it('knows hidden sheets', async () => {
    const bytes = await bytesOf((workbook) => {
      workbook.addWorksheet('一');
      workbook.addWorksheet('二', { state: 'hidden' });
    });
    expect(readXlsx(bytes).map(({ name, hidden }) => [name, hidden])).toEqual([
      ['一', false],
      ['二', true],
    ]);
  });

  it('refuses what is no workbook, an old workbook, a damaged one and a bomb', async () => {
    const good = await bytesOf((workbook) => workbook.addWorksheet('表').addRow(['x'.repeat(5000)]));
    const torn = good.slice(0, good.length - 400);
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(64 * 1024 * 1024) });
    const cases: [Uint8Array, string][] = [
      [strToU8('编号,名称'), '压缩包已损坏'],
      [zipSync({ 'a.txt': strToU8('x') }), '这不是 .xlsx 表格'],
      [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), '旧版 .xls'],
      [torn, '压缩包已损坏'],
      [bomb, '压缩比异常'],
      [zipSync({ 'xl/workbook.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') }), '内容已损坏'],
      [zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets>') }), '内容已损坏'],
    ];
    for (const [bytes, message] of cases) expect(() => readXlsx(bytes)).toThrowError(message);
  });
});

describe('cell text', () => {
  it.each([
    ['0.30000000000000004', '0.3'],
    ['1.5E+3', '1500'],
    ['100', '100'],
    ['-2.50', '-2.5'],
    ['1e300', undefined],
    ['abc', undefined],
  ])('prints %s as %s', (raw, text) => {
    expect(decimalText(raw)).toBe(text);
  });

  it('counts days in both calendars of workbooks', () => {
    expect(numberCellText('45356', { kind: 'date' }, false)).toEqual({ text: '2024-03-05' });
    expect(numberCellText('43894', { kind: 'date' }, true)).toEqual({ text: '2024-03-05' });
    expect(numberCellText('-5', { kind: 'date' }, false)).toHaveProperty('problem');
  });

  it.each([
    ['yyyy-mm-dd', 'date'],
    ['yyyy"年"m"月"', 'date'],
    ['[$-804]m"月"d"日"', 'date'],
    ['h:mm:ss', 'number'],
    ['#,##0.00', 'number'],
    ['0.0%', 'percent'],
    ['"day"0', 'number'],
    ['000000', 'padded'],
  ])('knows %s as %s', (code, kind) => {
    expect(formatOfCode(code).kind).toBe(kind);
  });
});
