import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../text/encoding.ts';
import { readCsv } from './read-csv.ts';
import { neutralise, plainText, writeCsv } from './write-csv.ts';

/** Bytes in pieces of a given size, so that every seam between pieces is met. */
const source = (bytes: Uint8Array, piece = bytes.length || 1): ByteSource =>
  function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };

const cellsOf = (text: string, piece?: number): string[][] =>
  [...readCsv(source(new TextEncoder().encode(text), piece))].map((row) => [...row.cells]);

describe('readCsv', () => {
  it('reads quotes, doubled quotes, line breaks in cells, and every line end', () => {
    expect(cellsOf('a,"b,""c"""\r\n"d\ne",f\rg,h\n')).toEqual([
      ['a', 'b,"c"'],
      ['d\ne', 'f'],
      ['g', 'h'],
    ]);
  });

  it('gives the spreadsheet row and the line of the file, which differ after a line break in a cell', () => {
    const rows = [...readCsv(source(new TextEncoder().encode('a\n"b\nc"\nd\n')))];
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [2, 2],
      [3, 4],
    ]);
  });

  it('takes tabs, semicolons or Chinese commas where there is no comma', () => {
    expect(cellsOf('编号\t类型\n1\t查核\n')[1]).toEqual(['1', '查核']);
    expect(cellsOf('编号;类型\n1;查核\n')[1]).toEqual(['1', '查核']);
    expect(cellsOf('编号\uFF0C类型\n1\uFF0C查核\n')[1]).toEqual(['1', '查核']);
  });

  it('reads UTF-8 with and without mark, UTF-16 and GBK alike', () => {
    const text = '编号,类型\nF1,评分记录\n';
    const gbk = Uint8Array.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x0a, 0x46, 0x31, 0x2c, 0xc6, 0xc0, 0xb7, 0xd6, 0xbc, 0xc7,
      0xc2, 0xbc, 0x0a,
    ]);
    const forms = [
      new TextEncoder().encode(text),
      new TextEncoder().encode(`\uFEFF${text}`),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
      gbk,
    ];
    for (const bytes of forms) {
      for (const piece of [1, 3, 1000]) {
        expect([...readCsv(source(bytes, piece))].map((row) => row.cells)).toEqual([
          ['编号', '类型'],
          ['F1', '评分记录'],
        ]);
      }
    }
  });

  it('names the line of a quote that is never closed', () => {
    expect(() => cellsOf('a,b\nc,"d\ne,f\n')).toThrowError(expect.objectContaining({ place: { line: 2 } }));
  });

  it('reads back what was written, wherever the pieces are cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', "'", ' ', '考', '-', ';') });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (written, piece) => {
        const table = [['头', '尾'], ...written];
        const read = cellsOf([...writeCsv(table)].join(''), piece);
        expect(read.map((row) => row.map(plainText))).toEqual(table);
      }),
    );
  });
});

describe('neutralise', () => {
  it('never leaves text that a spreadsheet takes for a formula, and can be undone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '1', '考', ' ') }), (text) => {
        expect(neutralise(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(plainText(neutralise(text))).toBe(text);
      }),
    );
  });

  it('leaves numbers as they are, negative ones too', () => {
    expect([...writeCsv([[{ number: '-1.50' }, -2, '-3', '=1+1']])].join('')).toBe("\uFEFF-1.50,-2,'-3,'=1+1\r\n");
  });
});
