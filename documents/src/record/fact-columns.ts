import type { ColumnSpec } from '../table/headings.ts';

/** How the cell of a column is read. */
export type FactColumnKind = 'text' | 'count' | 'number' | 'percent' | 'date' | 'yesNo' | 'list';

export interface FactColumn extends ColumnSpec {
  readonly kind: FactColumnKind;
}

/** The columns of facts (评分记录表), in the order in which they are written. */
export const FACT_COLUMNS = [
  { key: 'id', title: '编号', kind: 'text', aliases: ['记录编号'] },
  { key: 'type', title: '类型', kind: 'text', required: true, aliases: ['记录类型'] },
  { key: 'subject', title: '考核对象', kind: 'text', required: true, aliases: ['被考核单位', '单位', '单位名称'] },
  { key: 'target', title: '对应条目', kind: 'text', required: true, aliases: ['条目', '评分标准编号'] },
  { key: 'component', title: '考核方式', kind: 'text' },
  { key: 'period', title: '时期', kind: 'text', aliases: ['考核时期'] },
  { key: 'count', title: '数量', kind: 'count', aliases: ['次数', '件数'] },
  { key: 'value', title: '数值', kind: 'percent', aliases: ['得分', '分值'] },
  { key: 'numerator', title: '分子', kind: 'number' },
  { key: 'denominator', title: '分母', kind: 'number' },
  { key: 'grade', title: '等次', kind: 'text' },
  { key: 'name', title: '名目', kind: 'text', aliases: ['姓名'] },
  { key: 'occurredOn', title: '发生日期', kind: 'date' },
  { key: 'foundOn', title: '发现日期', kind: 'date', aliases: ['查核日期'] },
  { key: 'completedOn', title: '完成日期', kind: 'date' },
  { key: 'dueOn', title: '延至', kind: 'date', aliases: ['延期至'] },
  { key: 'matter', title: '事项', kind: 'text' },
  { key: 'aggravated', title: '加重', kind: 'yesNo' },
  { key: 'by', title: '记录人', kind: 'text' },
  { key: 'reason', title: '理由', kind: 'text', aliases: ['事由'] },
  { key: 'evidence', title: '佐证', kind: 'list', aliases: ['佐证材料'] },
] as const satisfies readonly FactColumn[];

export type FactKey = (typeof FACT_COLUMNS)[number]['key'];
