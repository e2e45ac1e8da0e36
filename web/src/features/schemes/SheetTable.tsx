import { Fragment, type ReactNode } from 'react';
import style from './SheetTable.module.css';
import type { SchemeNode, Sheet } from './schemes.api.ts';

const DEPTHS = ['first', 'second', 'third'] as const;

/** A row for each indicator, a row for each item below it, in reading order. */
function rowsOf(node: SchemeNode, depth: number): ReactNode {
  if (node.children.length > 0) {
    return (
      <Fragment key={node.id}>
        <tr className={style[DEPTHS[Math.min(depth, 2)]!]}>
          <th scope="rowgroup" colSpan={2}>
            {node.title}
          </th>
          <td className="number">{node.points}</td>
          <td />
        </tr>
        {node.children.map((child) => rowsOf(child, depth + 1))}
      </Fragment>
    );
  }
  return (
    <tr key={node.id} id={node.id}>
      <td className={style.id}>{node.id}</td>
      <th scope="row" className={style.item}>
        {node.title}
      </th>
      <td className="number">{node.points}</td>
      <td>
        {node.text}
        {node.evidence.length > 0 && <span className="soft">　材料：{node.evidence.join('、')}</span>}
        {node.assessor && <span className="soft">　评分：{node.assessor}</span>}
      </td>
    </tr>
  );
}

/** 评分表 with its sentences, as it would be printed. */
export const SheetTable = ({ sheet }: { readonly sheet: Sheet }) => (
  <table className={style.table} aria-label={sheet.title}>
    <thead>
      <tr>
        <th scope="col">编号</th>
        <th scope="col">考核内容</th>
        <th scope="col" className="number">
          分值
        </th>
        <th scope="col">评分标准</th>
      </tr>
    </thead>
    <tbody>{sheet.children.map((child) => rowsOf(child, 0))}</tbody>
  </table>
);
