import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePlace, printDiagnostic, summarise } from './print-diagnostics.ts';
import { formatTable } from './table.ts';
import { cutToWidth, padToWidth, textWidth } from './text-width.ts';

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['考核', 4],
    ['（一）', 6],
    ['90分', 4],
    ['—…', 2],
    ['e\u0301', 1],
    ['𠮷', 2],
    ['', 0],
  ])('gives %j %d columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('cuts and pads to the width that was asked for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '考', '（', '—', '1') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (written, width) => {
        const cut = cutToWidth(written, width);
        expect(textWidth(cut)).toBeLessThanOrEqual(width);
        expect(textWidth(padToWidth(cut, width, 'left'))).toBe(width);
      }),
    );
  });
});

describe('formatTable', () => {
  it('aligns Chinese and Latin cells, numbers at the right', () => {
    const lines = formatTable(
      [{ title: '名称' }, { title: '总分', align: 'right' }, { title: '等次' }],
      [
        ['城关镇', '95.00', '优秀'],
        ['A', '5.00', '良好'],
      ],
    );
    expect(lines).toEqual(['名称     总分  等次', '──────  ─────  ────', '城关镇  95.00  优秀', 'A        5.00  良好']);
  });

  it('lets no control character reach the terminal', () => {
    const lines = formatTable([{ title: '名称' }], [['a\u001B[31mb\nc']]);
    expect(lines[2]).toBe('a [31mb c');
  });
});

describe('diagnostics in a terminal', () => {
  it('prints place, message, code and hint', () => {
    const place = { file: 'scheme.yaml', line: 4, column: 9 };
    expect(printDiagnostic({ code: 'a.b', severity: 'error', message: '写错了。', place, hint: '改正它。' })).toEqual([
      '错误  scheme.yaml:4:9  写错了。 [a.b]',
      '      改正它。',
    ]);
  });

  it.each([
    [{ file: 'facts.csv', line: 7, cell: 'C7' }, 'facts.csv C7'],
    [{ file: 'facts.csv', line: 7, cell: '7' }, 'facts.csv 第7行'],
    [{ file: 'facts.jsonl', line: 7 }, 'facts.jsonl:7'],
    [{ path: ['facts', 'F1'] }, 'facts › F1'],
  ])('describes %j as %s', (place, text) => {
    expect(describePlace(place)).toBe(text);
  });

  it('counts what is open and what was accepted', () => {
    const one = { code: 'a.b', message: '', place: {} };
    expect(summarise([])).toBe('没有发现问题');
    expect(
      summarise([
        { ...one, severity: 'error' },
        { ...one, severity: 'warning' },
        { ...one, severity: 'error', accepted: '原文如此' },
      ]),
    ).toBe('1处错误，1处警告，1处已接受');
  });
});
