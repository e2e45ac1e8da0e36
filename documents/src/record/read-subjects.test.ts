import { type Diagnostic, fraction } from '@zhunsheng/core/values';
import { describe, expect, it } from 'vitest';
import { openTables } from '../folder/open-tables.ts';
import { readSubjects } from './read-subjects.ts';
import { SUBJECT_COLUMNS } from './subject-columns.ts';

function read(text: string, file = 'subjects.csv') {
  const whole = new TextEncoder().encode(text);
  const diagnostics: Diagnostic[] = [];
  const source = { chunks: () => [whole], whole: () => whole };
  const tables = openTables(file, source, SUBJECT_COLUMNS, false, diagnostics);
  const reading = readSubjects(tables, file, new Map([['乡镇', 'townships']]));
  return { ...reading, diagnostics: [...diagnostics, ...reading.diagnostics] };
}

describe('readSubjects', () => {
  it('reads a roster with groups by title, dates, class history and numeric attributes', () => {
    const { subjects, diagnostics } = read(
      '编号,名称,分组,等级,等级变更,开始日期,结束日期,所属单位,人数,备注\n' +
        'T01,城关镇,乡镇,中心镇,2024/7/1 中心镇；2024-1-1 一般乡镇,2024-1-1,,示例县,"1,086",x\n',
    );
    expect(diagnostics).toEqual([]);
    expect(subjects).toEqual([
      {
        id: 'T01',
        name: '城关镇',
        group: 'townships',
        class: '中心镇',
        classHistory: [
          { class: '一般乡镇', from: '2024-01-01' },
          { class: '中心镇', from: '2024-07-01' },
        ],
        attributes: { 人数: fraction(1086) },
        from: '2024-01-01',
        body: '示例县',
      },
    ]);
  });

  it('reads the same from JSON, attributes nested or not', () => {
    const { subjects } = read(
      '[{"id":"T01","name":"甲","group":"g","attributes":{"人数":"12.5"}},{"id":"T02","name":"乙","group":"g","人数":3}]',
      'subjects.json',
    );
    expect(subjects.map((s) => s.attributes)).toEqual([{ 人数: fraction(25, 2) }, { 人数: fraction(3) }]);
  });

  it('reports duplicate ids, empty cells, wrong dates and wrong numbers, all with their cells', () => {
    const { subjects, diagnostics } = read(
      '编号,名称,分组,开始日期,结束日期,人数\nT01,甲,g,,,1\nT01,乙,g,,,2\n,丙,g,,,3\nT04,丁,g,2024-2-30,,4\nT05,戊,g,2024-5-1,2024-4-1,5\nT06,己,g,,,很多\n',
    );
    expect(diagnostics.map((d) => [d.place.cell, d.message])).toEqual([
      ['A3', '编号“T01”重复。'],
      ['D5', '日期“2024-2-30”不存在。'],
      ['E6', '结束日期早于开始日期。'],
      ['F7', '“很多”不是数字。'],
      ['A4', '“编号”没有填写。'],
    ]);
    expect(subjects.map((s) => s.id)).toEqual(['T01', 'T04', 'T05', 'T06']);
  });

  it('takes a further column without any number for a misspelt heading', () => {
    const { diagnostics } = read('编号,名称,分组,等极\nT01,甲,g,中心镇\n');
    expect(diagnostics).toMatchObject([{ code: 'documents.unknown-heading', place: { cell: 'D1' } }]);
    expect(diagnostics[0]?.hint).toContain('等级');
  });
});
