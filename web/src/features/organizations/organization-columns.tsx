import { Link } from '@tanstack/react-router';
import type { TableProps } from 'antd';
import { LONG_TEXT, sorted } from '../../ui/DataTable.tsx';
import type { OrganizationEntry } from './organizations.api.ts';

type Columns = NonNullable<TableProps<OrganizationEntry>['columns']>;

/** What a list of bodies shows; on a phone the name and what cannot be guessed from it. */
export const columnsFor = (sort: string, state: 'open' | 'closed'): Columns => [
  { ...sorted('code', sort), title: '编号', dataIndex: 'code', responsive: ['sm'], width: 110 },
  {
    ...sorted('name', sort),
    title: '名称',
    className: LONG_TEXT,
    render: (_, { organizationId, name }) => (
      <Link to="/organizations/$organizationId" params={{ organizationId }}>
        {name}
      </Link>
    ),
  },
  { ...sorted('group', sort), title: '分组', dataIndex: 'group', responsive: ['sm'] },
  { ...sorted('class', sort), title: '等级', dataIndex: 'class' },
  {
    key: 'children',
    title: '下级',
    align: 'right',
    width: 80,
    render: (_, { organizationId, name, children }) =>
      children === 0 ? (
        <span className="soft">0</span>
      ) : (
        <Link to="/organizations" search={{ parentId: organizationId }} aria-label={`${name}的${children}个下级单位`}>
          {children}
        </Link>
      ),
  },
  { ...sorted('openedOn', sort), title: '成立日期', dataIndex: 'openedOn', width: 120, responsive: ['md'] },
  ...(state === 'closed' ? [{ key: 'closedOn', title: '撤销日期', dataIndex: 'closedOn', width: 120 }] : []),
];
