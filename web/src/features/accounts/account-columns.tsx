import { Link } from '@tanstack/react-router';
import { Button, type TableProps } from 'antd';
import { sorted } from '../../ui/DataTable.tsx';
import { momentText } from '../../ui/moments.ts';
import type { Account } from './accounts.api.ts';

type Columns = NonNullable<TableProps<Account>['columns']>;
type Choose = (account: Account, kind: 'edit' | 'reset') => void;

const stateOf = ({ disabled, lastSignInAt, mustChangePassword }: Account): string => {
  if (disabled) return '已停用';
  if (lastSignInAt === null) return '未登录过';
  return mustChangePassword ? '待改密码' : '正常';
};

export const columnsFor = (sort: string, mayManage: boolean, choose: Choose): Columns => [
  { ...sorted('userName', sort), title: '用户名', dataIndex: 'userName' },
  { ...sorted('displayName', sort), title: '姓名', dataIndex: 'displayName' },
  {
    key: 'organization',
    title: '单位',
    responsive: ['sm'],
    render: (_, { organizationId, organizationName }) =>
      organizationId && (
        <Link to="/organizations/$organizationId" params={{ organizationId }}>
          {organizationName}
        </Link>
      ),
  },
  { key: 'state', title: '状态', render: (_, account) => stateOf(account) },
  {
    key: 'twoFactor',
    title: '第二步验证',
    responsive: ['md'],
    render: (_, { twoFactor }) => (twoFactor ? '已启用' : '未启用'),
  },
  {
    ...sorted('lastSignInAt', sort),
    title: '最近登录',
    responsive: ['md'],
    render: (_, { lastSignInAt }) => (lastSignInAt ? momentText(lastSignInAt) : ''),
  },
  ...(mayManage
    ? [
        {
          key: 'actions',
          title: <span className="only-read">操作</span>,
          render: (_: unknown, account: Account) => (
            <span style={{ display: 'flex', gap: 6 }}>
              <Button size="small" aria-label={`修改${account.displayName}`} onClick={() => choose(account, 'edit')}>
                修改
              </Button>
              <Button
                size="small"
                aria-label={`重置密码：${account.displayName}`}
                onClick={() => choose(account, 'reset')}
              >
                重置密码
              </Button>
            </span>
          ),
        },
      ]
    : []),
];
