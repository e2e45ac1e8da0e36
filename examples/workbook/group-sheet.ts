import type { Row as ExcelRow, Workbook } from 'exceljs';
import { type Folder, listItems, type Row, ruleId } from './read.ts';

/** 同组数据: the values of all subjects of a group for the rules that compare them. */
export interface GroupTable {
  rangeOf(rule: string, group: string): string;
}

const comparing = (folder: Folder): string[] =>
  folder.scheme.sheets.flatMap((sheet) =>
    listItems(sheet.indicators).flatMap(({ item }) =>
      (item.rules ?? []).flatMap((rule, i) =>
        rule.kind === 'rank' || rule.kind === 'relative' ? [ruleId(item.id, rule, i)] : [],
      ),
    ),
  );

/** One value: as entered, as a percentage, or the mean of several in the year. */
function writeValue(row: ExcelRow, facts: readonly Row[]): void {
  const fact = facts[0] ?? {};
  const put = (formula: string) => {
    row.getCell(7).value = { formula, result: undefined as never };
  };
  if (facts.length > 1) put(`AVERAGE(${facts.map((f) => f.数值).join(',')})`);
  else if (fact.数值 !== undefined) row.getCell(7).value = Number(fact.数值);
  else {
    row.getCell(5).value = Number(fact.分子);
    row.getCell(6).value = Number(fact.分母);
    put(`100*E${row.number}/F${row.number}`);
  }
}

/** Writes the worksheet and tells where each rule's values stand. */
export function writeGroups(book: Workbook, folder: Folder): GroupTable {
  const rules = comparing(folder);
  const ranges = new Map<string, string>();
  if (rules.length === 0) return { rangeOf: () => '' };
  const sheet = book.addWorksheet('同组数据');
  sheet.addRow(['条目', '分组', '编号', '名称', '分子', '分母', '数值']).font = { bold: true };
  for (const group of new Set(folder.subjects.map((s) => s.分组 ?? ''))) {
    for (const rule of rules) {
      const first = sheet.rowCount + 1;
      for (const subject of folder.subjects.filter((s) => s.分组 === group)) {
        const facts = folder.facts.filter(
          (f) => f.类型 === '数据' && f.对应条目 === rule && f.考核对象 === subject.编号,
        );
        if (facts.length === 0) continue;
        writeValue(sheet.addRow([rule, group, subject.编号, subject.名称]), facts);
      }
      if (sheet.rowCount >= first) ranges.set(`${rule}\n${group}`, `同组数据!$G$${first}:$G$${sheet.rowCount}`);
    }
  }
  return {
    rangeOf: (rule, group) => {
      const range = ranges.get(`${rule}\n${group}`);
      if (!range) throw new Error(`no values of ${group} for ${rule}`);
      return range;
    },
  };
}
