import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable, LONG_TEXT } from '../../ui/DataTable.tsx';
import { momentText } from '../../ui/moments.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { ACTIONS, DecideDestructionDialog } from './DestructionDialogs.tsx';
import { type Destruction, destructionsQuery } from './files.api.ts';

const route = getRouteApi('/inside/files/destructions');

const STATES: Record<Destruction['state'], string> = { proposed: '待确认', confirmed: '已确认', refused: '不予销毁' };

const stateOf = ({ state, erasedAt }: Destruction): string =>
  erasedAt ? `已销毁（${momentText(erasedAt)}）` : STATES[state];

/** 文件销毁: asked for by one administrator, confirmed by another. */
export function DestructionsPage() {
  const { page = 1, pageSize = 50 } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useQuery(destructionsQuery({ page, pageSize }));
  const [work, setWork] = useState<{ destruction: Destruction; action: keyof typeof ACTIONS } | null>(null);
  return (
    <>
      <PageHead title="文件销毁" detail="系统管理员和安全管理员一人申请、另一人确认。到单位的文件页面上提出申请。" />
      <Panel flush>
        <Shown of={list}>
          {({ total, entries }) => (
            <DataTable
              label="文件销毁申请"
              rowKey="destructionId"
              rows={entries}
              total={total}
              part={{ page, pageSize }}
              change={(part) => void navigate({ search: part })}
              loading={list.isPlaceholderData}
              empty="没有销毁申请。"
              columns={[
                {
                  key: 'files',
                  title: '文件',
                  render: (_, { entries: own }) => own.map(({ name }) => name).join('、'),
                },
                { key: 'reason', title: '理由', dataIndex: 'reason', responsive: ['sm'], className: LONG_TEXT },
                { key: 'state', title: '状态', render: (_, destruction) => stateOf(destruction) },
                {
                  key: 'proposedBy',
                  title: '申请',
                  responsive: ['md'],
                  render: (_, { proposedBy, proposedAt }) => `${proposedBy}　${momentText(proposedAt)}`,
                },
                {
                  key: 'decidedBy',
                  title: '办理',
                  responsive: ['md'],
                  render: (_, { decidedBy, decidedAt }) => decidedAt && `${decidedBy}　${momentText(decidedAt)}`,
                },
                {
                  key: 'actions',
                  title: <span className="only-read">操作</span>,
                  render: (_, destruction) => (
                    <span style={{ display: 'flex', gap: 6 }}>
                      {destruction.actions.map((action) => (
                        <Button
                          key={action}
                          danger={action === 'confirm'}
                          onClick={() => setWork({ destruction, action })}
                        >
                          {ACTIONS[action]}
                        </Button>
                      ))}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Shown>
      </Panel>
      {work && <DecideDestructionDialog {...work} close={() => setWork(null)} />}
    </>
  );
}
