import { GRANT_STATES, ROLES } from '@zhunsheng/contract/permissions';
import { Button, type TableProps } from 'antd';
import { LONG_TEXT, sorted } from '../../ui/DataTable.tsx';
import { momentText } from '../../ui/moments.ts';
import type { Grant, GrantAction } from './grants.api.ts';

type Columns = NonNullable<TableProps<Grant>['columns']>;

export const ACTIONS: Record<GrantAction, string> = { approve: '批准', refuse: '不批准', revoke: '撤销' };

const Decision = ({ grant }: { readonly grant: Grant }) => (
  <>
    {GRANT_STATES[grant.state]}
    {grant.decidedAt && (
      <>
        <div className="soft">{grant.decidedBy}</div>
        <div className="soft">{momentText(grant.decidedAt)}</div>
      </>
    )}
  </>
);

export const columnsFor = (sort: string, choose: (grant: Grant, action: GrantAction) => void): Columns => [
  { key: 'account', title: '人员', dataIndex: 'accountName' },
  { ...sorted('role', sort), title: '角色', render: (_, { role }) => ROLES[role] },
  { key: 'organization', title: '范围', dataIndex: 'organizationName', responsive: ['sm'] },
  {
    ...sorted('validFrom', sort),
    title: '期限',
    responsive: ['md'],
    render: (_, { validFrom, validTo }) => `${validFrom} 至 ${validTo ?? '长期'}`,
  },
  { key: 'state', title: '状态', render: (_, grant) => <Decision grant={grant} /> },
  {
    ...sorted('proposedAt', sort),
    title: '提出',
    responsive: ['md'],
    render: (_, { proposedBy, proposedAt }) => (
      <>
        {proposedBy || '初始化'}
        <div className="soft">{momentText(proposedAt)}</div>
      </>
    ),
  },
  { key: 'reason', title: '理由', dataIndex: 'reason', responsive: ['lg'], className: LONG_TEXT },
  {
    key: 'actions',
    title: <span className="only-read">操作</span>,
    render: (_, grant) => (
      <span style={{ display: 'flex', gap: 6 }}>
        {grant.actions.map((action) => (
          <Button
            key={action}
            size="small"
            type={action === 'approve' ? 'primary' : 'default'}
            danger={action === 'revoke'}
            aria-label={`${ACTIONS[action]}${grant.accountName}的${ROLES[grant.role]}授权`}
            onClick={() => choose(grant, action)}
          >
            {ACTIONS[action]}
          </Button>
        ))}
      </span>
    ),
  },
];
