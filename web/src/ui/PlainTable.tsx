import type { ReactNode } from 'react';
import style from './PlainTable.module.css';

export interface PlainColumn<R> {
  /** Empty for what can be pressed, which paper leaves out. */
  readonly title: string;
  readonly show: (row: R) => ReactNode;
  readonly number?: boolean;
  /** May break into lines. */
  readonly long?: boolean;
}

interface Props<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly columns: readonly PlainColumn<R>[];
  readonly empty: string;
  /** On a phone each row stands as a card, its columns one below the other. */
  readonly cards?: boolean;
}

const classOf = ({ title, number, long }: Pick<PlainColumn<never>, 'title' | 'number' | 'long'>) =>
  title === '' ? style.press : number ? 'number' : long ? style.long : undefined;

/** A short table that needs no paging. */
export function PlainTable<R>({ label, rows, rowKey, columns, empty, cards }: Props<R>) {
  if (rows.length === 0) return <p className={style.empty}>{empty}</p>;
  return (
    <table className={cards ? `${style.table} ${style.cards}` : style.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title, number }) => (
            <th key={title} scope="col" className={classOf({ title, number })}>
              {title || <span className="only-read">操作</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ title, show, number, long }) => (
              <td key={title} data-title={title} className={classOf({ title, number, long })}>
                {show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
