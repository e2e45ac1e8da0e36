import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { DataTable, LONG_TEXT } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { momentTextWithSeconds } from '../../ui/moments.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { AuditFilter } from './AuditFilter.tsx';
import { type AuditEntry, auditQuery } from './audit.api.ts';
import { EntryDialog } from './EntryDialog.tsx';
import { VerifyDialog } from './VerifyDialog.tsx';

const route = getRouteApi('/inside/audit');

/** 审计: every change, by whom, from where; filtered, exported, verified. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayVerify = useMay('audit.verify');
  const [verifying, setVerifying] = useState(false);
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const { page = 1, pageSize = 50, sort: _, from, to, ...words } = search;
  const input = {
    ...words,
    page,
    pageSize,
    ...(from && { from: dayjs(from).startOf('day').toISOString() }),
    ...(to && { to: dayjs(to).endOf('day').toISOString() }),
  };
  const list = useQuery(auditQuery(input));
  return (
    <>
      <PageHead
        title="审计"
        detail="只增不减，封入摘要链；任何人都不能删除。"
        actions={
          <>
            {mayVerify && (
              <Button type="primary" onClick={() => setVerifying(true)}>
                核验审计链
              </Button>
            )}
            <DownloadButton url="/api/audit/export" name="审计链.jsonl">
              导出审计链
            </DownloadButton>
          </>
        }
      />
      <Panel flush>
        <AuditFilter
          values={search}
          change={(next) => void navigate({ search: { ...search, ...next, page: 1 }, replace: true })}
        />
        <Shown of={list} lines={12}>
          {({ total, entries }) => (
            <DataTable
              label="审计记录"
              rowKey="id"
              rows={entries}
              total={total}
              part={{ page, pageSize }}
              change={(part) => void navigate({ search: { ...search, ...part } })}
              loading={list.isPlaceholderData}
              empty="没有符合条件的记录。"
              columns={[
                {
                  key: 'sequence',
                  title: '序号',
                  align: 'right',
                  width: 80,
                  responsive: ['md'],
                  render: (_value, { sequence }) => sequence ?? '待封',
                },
                {
                  key: 'recordedAt',
                  title: '时间',
                  width: 170,
                  render: (_value, { recordedAt }) => momentTextWithSeconds(recordedAt),
                },
                {
                  key: 'title',
                  title: '事项',
                  className: LONG_TEXT,
                  render: (_value, entry) => (
                    <Button
                      type="link"
                      size="small"
                      className="on-paper"
                      style={{ padding: 0, whiteSpace: 'normal', textAlign: 'left', height: 'auto' }}
                      onClick={() => setShown(entry)}
                    >
                      {entry.title}
                    </Button>
                  ),
                },
                { key: 'name', title: '人员', dataIndex: 'name' },
                { key: 'address', title: '地址', dataIndex: 'address', responsive: ['md'] },
                { key: 'reason', title: '理由', dataIndex: 'reason', responsive: ['lg'], className: LONG_TEXT },
              ]}
            />
          )}
        </Shown>
      </Panel>
      {shown && <EntryDialog entry={shown} close={() => setShown(null)} />}
      {verifying && <VerifyDialog close={() => setVerifying(false)} />}
    </>
  );
}
