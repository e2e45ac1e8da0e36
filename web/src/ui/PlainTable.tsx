import type { ReactNode } from 'react';
import style from './PlainTable.module.css';

export interface PlainColumn<R> {
  readonly title: string;
  readonly show: (row: R) => ReactNode;
  readonly number?: boolean;
}

interface Props<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly columns: readonly PlainColumn<R>[];
  readonly empty: string;
}

/** A short table that needs no paging. */
export function PlainTable<R>({ label, rows, rowKey, columns, empty }: Props<R>) {
  if (rows.length === 0) return <p className={style.empty}>{empty}</p>;
  return (
    <table className={style.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, number }) => (
            <th key={title} scope="col" className={number ? 'number' : undefined}>
              {title || <span className="only-read">操作</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ title, show, number }) => (
              <td key={title} className={number ? 'number' : undefined}>
                {show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
