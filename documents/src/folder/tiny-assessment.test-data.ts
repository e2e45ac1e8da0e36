import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A whole assessment in a few lines: two bodies, one sheet, a deduction each 件 and a ratio. */
export const TINY: Readonly<Record<string, string>> = {
  'scheme.yaml': `title: 小方案
id: tiny
year: 2024
components:
  - { id: yearEnd, title: 年终考核, weight: 100 }
groups:
  - { id: towns, title: 乡镇 }
sheets:
  - id: main
    title: 评分表
    for: { groups: [towns], components: [yearEnd] }
    indicators:
      - title: 规范性文件
        points: 100
        items:
          - id: A1
            title: 备案
            points: 60
            text: 未及时报送备案的每件扣1分
            rules: [{ kind: deductEach, points: 1, unit: 件 }]
          - id: A2
            title: 合格率
            points: 40
            text: 按合格率得分
            rules: [{ kind: proportion, on: 合格率, points: full }]
grading:
  - for: { groups: [towns] }
    bands:
      - { grade: 优秀, min: 90 }
      - { grade: 合格, min: 60, max: 90 }
      - { grade: 不合格, max: 60 }
`,
  'assessment.yaml': 'asOf: 2024-12-31\nholidays:\n  holidays: [2024-10-01]\n',
  'subjects.csv': '编号,名称,分组,人数\nT01,城关镇,乡镇,86\nT02,石桥镇,乡镇,74\n',
  'facts/findings.csv':
    '编号,类型,考核对象,对应条目,数量,发生日期,理由\nF1,评分记录,城关镇,A1#1,3,2024-3-5,"迟报3件, 经催办"\n',
  'facts/others.csv':
    '编号,类型,考核对象,对应条目,分子,分母,记录人,发现日期\nM1,数据,T01,A2#1,19,20,县司法局,\nM2,数据,T02,A2#1,20,20,县司法局,\nX1,查核,T01,*,,,第一组,2024-12-20\nX2,查核,T02,*,,,第一组,2024-12-20\n',
};

/** Writes files into a new folder under the system's temporary one and gives its path. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
