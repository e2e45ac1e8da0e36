import { type Folder, forClass, listItems, type Row, type RuleDoc, ruleId } from './read.ts';

/** One finding as the clerk counts it, and why it does not count if it does not. */
export interface CountedFinding {
  readonly row: Row;
  readonly count: number;
  readonly aggravated: boolean;
  readonly remark: string;
}

interface Standing {
  readonly rule: RuleDoc;
  readonly order: number;
}

function standings(folder: Folder): Map<string, Standing> {
  const found = new Map<string, Standing>();
  const add = (owner: string, rules: readonly RuleDoc[] | undefined) => {
    for (const [i, rule] of (rules ?? []).entries()) found.set(ruleId(owner, rule, i), { rule, order: found.size });
  };
  for (const sheet of folder.scheme.sheets) {
    for (const { item } of listItems(sheet.indicators)) {
      for (const [i, part] of (item.parts ?? []).entries()) add(part.id ?? `${item.id}(${i + 1})`, part.rules);
      add(item.id, item.rules);
    }
  }
  add('total', folder.scheme.rules);
  return found;
}

/** What a finding would move on its own, before any limit: that is what 就高 compares. */
function weightOf(row: Row, rule: RuleDoc, subjectClass: string | undefined): number {
  const points = rule.points === undefined || rule.points === 'full' ? 100 : forClass(rule.points, subjectClass);
  const once = rule.kind === 'deduct' || rule.kind === 'award';
  const factor = rule.multiplier && row.加重 === '是' ? rule.multiplier.factor : 1;
  return points * (once ? 1 : Number(row.数量 ?? 1)) * factor;
}

const outside = (row: Row, year: number): boolean => row.发生日期 !== undefined && !row.发生日期.startsWith(`${year}-`);

/**
 * The findings of one subject by rule, as three remarks of the scheme have it: what was withdrawn is gone, what happened
 * outside the year does not count, and of one matter (事项) only the heaviest counts.
 */
export function countFindings(folder: Folder, subject: Row): Map<string, CountedFinding[]> {
  const own = folder.facts.filter((f) => f.考核对象 === subject.编号);
  const withdrawn = new Set(own.filter((f) => f.类型 === '撤回').map((f) => f.对应条目));
  const places = standings(folder);
  const live = own.filter((f) => f.类型 === '评分记录' && !withdrawn.has(f.编号));
  const rank = (row: Row): [number, number] => {
    const place = places.get(row.对应条目 ?? '');
    if (!place) throw new Error(`no rule ${row.对应条目}`);
    return [-weightOf(row, place.rule, subject.等级), place.order];
  };
  const rivals = live.filter((f) => f.事项 !== undefined && !outside(f, folder.scheme.year));
  const loses = (row: Row): boolean =>
    rivals.some((other) => {
      if (other === row || other.事项 !== row.事项) return false;
      const [a, b] = [rank(other), rank(row)];
      return a[0] !== b[0] ? a[0] < b[0] : a[1] < b[1];
    });
  const found = new Map<string, CountedFinding[]>();
  for (const row of own.filter((f) => f.类型 === '评分记录')) {
    const remark = withdrawn.has(row.编号)
      ? '已撤回,不计'
      : outside(row, folder.scheme.year)
        ? '不在考核期内,不计'
        : row.事项 !== undefined && loses(row)
          ? '同一事项就高,不重复计'
          : '';
    const entry = { row, count: remark ? 0 : Number(row.数量 ?? 1), aggravated: row.加重 === '是', remark };
    const id = row.对应条目 ?? '';
    found.set(id, [...(found.get(id) ?? []), entry]);
  }
  return found;
}
