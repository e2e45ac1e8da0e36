import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { EditAccountDialog, NewAccountDialog, ResetDialog } from './AccountDialogs.tsx';
import { columnsFor } from './account-columns.tsx';
import { type Account, accountsQuery, type Slip } from './accounts.api.ts';
import { ImportAccountsDialog } from './ImportAccountsDialog.tsx';
import { Slips } from './Slips.tsx';

const route = getRouteApi('/inside/accounts');

type Work = 'new' | 'import' | { readonly edit: Account } | { readonly reset: Account };

function WorkDialog(props: {
  readonly work: Work;
  readonly close: () => void;
  readonly show: (slips: readonly Slip[]) => void;
}) {
  const { work, close, show } = props;
  if (work === 'new') return <NewAccountDialog close={close} show={show} />;
  if (work === 'import') return <ImportAccountsDialog close={close} show={show} />;
  if ('edit' in work) return <EditAccountDialog account={work.edit} close={close} />;
  return <ResetDialog account={work.reset} close={close} show={show} />;
}

/** 账号: people who can sign in; who is new gets a slip that is shown once. */
export function AccountsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('accounts.manage');
  const [work, setWork] = useState<Work | null>(null);
  const [slips, setSlips] = useState<readonly Slip[]>([]);
  const { page = 1, pageSize = 50, sort = 'userName' } = search;
  const list = useQuery(accountsQuery({ ...search, page, pageSize, sort: sort as 'userName' }));
  if (slips.length > 0) return <Slips slips={slips} close={() => setSlips([])} />;
  return (
    <>
      <PageHead
        title="账号"
        detail="账号只管登录；能做什么由“授权”决定。"
        actions={
          <>
            {mayManage && (
              <Button type="primary" onClick={() => setWork('new')}>
                创建账号
              </Button>
            )}
            {mayManage && <Button onClick={() => setWork('import')}>从 Excel 批量创建</Button>}
            <DownloadButton
              url={`/api/accounts/export${search.search ? `?search=${encodeURIComponent(search.search)}` : ''}`}
              name="账号.xlsx"
            >
              导出 Excel
            </DownloadButton>
          </>
        }
      />
      <Panel flush>
        <FilterBar label="筛选账号">
          <SearchField
            label="查找账号"
            placeholder="姓名或用户名"
            value={search.search}
            change={(text) => void navigate({ search: { ...search, search: text, page: 1 }, replace: true })}
          />
        </FilterBar>
        <Shown of={list} lines={12}>
          {({ total, entries }) => (
            <DataTable
              label="账号"
              rowKey="accountId"
              rows={entries}
              total={total}
              part={{ page, pageSize, sort }}
              change={(part) => void navigate({ search: { ...search, ...part } })}
              columns={columnsFor(sort, mayManage, (account, kind) =>
                setWork(kind === 'edit' ? { edit: account } : { reset: account }),
              )}
              loading={list.isPlaceholderData}
              empty={search.search ? `没有姓名或用户名含“${search.search}”的账号。` : '还没有账号。'}
            />
          )}
        </Shown>
      </Panel>
      {work && <WorkDialog work={work} close={() => setWork(null)} show={setSlips} />}
    </>
  );
}
