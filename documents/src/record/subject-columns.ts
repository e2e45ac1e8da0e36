import type { ColumnSpec } from '../table/headings.ts';

/** The columns of the roster (考核对象名册); any further column with numbers is an attribute such as 人数. */
export const SUBJECT_COLUMNS = [
  { key: 'id', title: '编号', required: true, aliases: ['单位编号', '代码'] },
  { key: 'name', title: '名称', required: true, aliases: ['单位名称', '姓名', '考核对象'] },
  { key: 'group', title: '分组', required: true, aliases: ['组别', '类别'] },
  { key: 'class', title: '等级' },
  { key: 'classHistory', title: '等级变更' },
  { key: 'from', title: '开始日期' },
  { key: 'to', title: '结束日期' },
  { key: 'body', title: '所属单位' },
] as const satisfies readonly ColumnSpec[];
