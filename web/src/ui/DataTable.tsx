import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import style from './DataTable.module.css';
import { onPaper, usePaper } from './use-paper.ts';

/** The class of a table that keeps short words whole. */
export const TABLE = style.table;
/** The class of cells whose long text may break anywhere. */
export const LONG_TEXT = style.long;

export interface Part {
  readonly page: number;
  readonly pageSize: number;
  /** A column with `-` before it for the other way round. */
  readonly sort?: string | undefined;
}

interface Props<R extends object> extends Pick<TableProps<R>, 'rowKey' | 'loading'> {
  /** The one with the key `actions` is left out on paper. */
  readonly columns: NonNullable<TableProps<R>['columns']>;
  readonly rows: readonly R[];
  readonly total: number;
  readonly part: Part;
  readonly change: (part: Part) => void;
  readonly empty: string;
  readonly label: string;
  /** What a row says when it is opened; null for rows that have nothing more to say. */
  readonly expanded?: (row: R) => ReactNode;
}

const SIZES = [20, 50, 100, 200];

/** A page of a list that the server sorts and divides; state lives with the caller, mostly in the address. */
export function DataTable<R extends object>(props: Props<R>) {
  const { rows, total, part, change, empty, label, expanded, columns, ...table } = props;
  const isPaper = usePaper();
  return (
    <Table<R>
      {...table}
      columns={isPaper ? onPaper(columns) : columns}
      aria-label={label}
      size="middle"
      dataSource={[...rows]}
      className={style.table}
      // A row's own `children` is a number of bodies, not rows below it.
      expandable={{
        childrenColumnName: 'rowsBelow',
        ...(expanded && { expandedRowRender: expanded, rowExpandable: (row: R) => expanded(row) !== null }),
      }}
      showSorterTooltip={false}
      locale={{ emptyText: <p className="soft">{empty}</p> }}
      pagination={{
        current: part.page,
        pageSize: part.pageSize,
        total,
        showSizeChanger: true,
        pageSizeOptions: SIZES,
        showTotal: (count) => `共${count}条`,
        size: 'small',
        hideOnSinglePage: total <= SIZES[0]!,
      }}
      onChange={({ current = 1, pageSize = part.pageSize }, _, sorter, { action }) => {
        const chosen = Array.isArray(sorter) ? sorter[0] : sorter;
        const sort = chosen?.order ? `${chosen.order === 'descend' ? '-' : ''}${String(chosen.columnKey)}` : undefined;
        change({ page: action === 'paginate' ? current : 1, pageSize, sort });
      }}
    />
  );
}

/** How a column stands in the sort that the address holds. */
export const sorted = (key: string, sort: string | undefined) => ({
  key,
  sorter: true,
  sortOrder: sort === key ? ('ascend' as const) : sort === `-${key}` ? ('descend' as const) : null,
});
