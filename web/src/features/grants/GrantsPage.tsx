import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { GRANT_STATES } from '@zhunsheng/contract/permissions';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { DecideDialog, ProposeDialog } from './GrantDialogs.tsx';
import { columnsFor } from './grant-columns.tsx';
import { type Grant, type GrantAction, grantsQuery } from './grants.api.ts';

const route = getRouteApi('/inside/grants');

type Work = 'propose' | { readonly grant: Grant; readonly action: GrantAction };

/** 授权: proposed by one person, approved by another, with dates, a reason and an entry in the audit. */
export function GrantsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayPropose = useMay('grants.propose');
  const [work, setWork] = useState<Work | null>(null);
  const { page = 1, pageSize = 50, sort = '-proposedAt' } = search;
  const state = search.state && search.state in GRANT_STATES ? (search.state as Grant['state']) : undefined;
  const list = useQuery(grantsQuery({ page, pageSize, state, sort: sort as '-proposedAt' }));
  const close = (): void => setWork(null);
  return (
    <>
      <PageHead
        title="授权"
        detail="一人提出，另一人批准；系统、安全、审计三名管理员互斥，也不兼任业务角色。"
        actions={
          <>
            {mayPropose && (
              <Button type="primary" onClick={() => setWork('propose')}>
                提出授权
              </Button>
            )}
            <DownloadButton url={`/api/grants/export${state ? `?state=${state}` : ''}`} name="授权.xlsx">
              导出 Excel
            </DownloadButton>
          </>
        }
      />
      <Panel flush>
        <FilterBar label="筛选授权">
          <Select
            value={state ?? null}
            options={Object.entries(GRANT_STATES).map(([value, label]) => ({ value, label }))}
            onChange={(next: string | null) =>
              void navigate({ search: { ...search, state: next ?? undefined, page: 1 }, replace: true })
            }
            placeholder="全部状态"
            aria-label="状态"
            allowClear
            style={{ width: 160 }}
          />
        </FilterBar>
        <Shown of={list} lines={10}>
          {({ total, entries }) => (
            <DataTable
              label="授权"
              rowKey="grantId"
              rows={entries}
              total={total}
              part={{ page, pageSize, sort }}
              change={(part) => void navigate({ search: { ...search, ...part } })}
              columns={columnsFor(sort, (grant, action) => setWork({ grant, action }))}
              loading={list.isPlaceholderData}
              empty={state ? `没有${GRANT_STATES[state]}的授权。` : '还没有授权。'}
            />
          )}
        </Shown>
      </Panel>
      {work === 'propose' && <ProposeDialog close={close} />}
      {work && typeof work === 'object' && <DecideDialog {...work} close={close} />}
    </>
  );
}
