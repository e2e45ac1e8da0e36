import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { OrganizationFilter } from './OrganizationFilter.tsx';
import { columnsFor } from './organization-columns.tsx';
import { type ListInput, listQuery, organizationQuery } from './organizations.api.ts';

const route = getRouteApi('/inside/organizations');

/** The way down to the body whose direct children are listed. */
function ParentCrumbs({ organizationId }: { readonly organizationId: string }) {
  const parent = useQuery(organizationQuery(organizationId));
  return (
    <>
      <Link to="/organizations">单位</Link>
      {parent.data?.path.map(({ organizationId: id, name }) => (
        <Link key={id} to="/organizations" search={{ parentId: id }}>
          {name}
        </Link>
      ))}
      <span>下级单位</span>
    </>
  );
}

/** 单位: find a body, open a new one, bring a whole list in or take it out. */
export function OrganizationsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('organizations.manage');
  const [open, setOpen] = useState<'body' | 'import' | null>(null);
  const { page = 1, pageSize = 50, sort = 'code', parentId } = search;
  const input = { ...search, page, pageSize, sort } as ListInput;
  const list = useQuery(listQuery(input));
  const close = (): void => setOpen(null);
  const state = search.state === 'closed' ? 'closed' : 'open';
  return (
    <>
      <PageHead
        title="单位"
        crumbs={parentId && <ParentCrumbs organizationId={parentId} />}
        actions={
          <>
            <Link to="/organizations/tree">按层级查看</Link>
            {mayManage && (
              <Button type="primary" onClick={() => setOpen('body')}>
                新设单位
              </Button>
            )}
            {mayManage && <Button onClick={() => setOpen('import')}>从 Excel 导入</Button>}
            <DownloadButton url={`/api/organizations/export?state=${state}`} name="单位.xlsx">
              导出 Excel
            </DownloadButton>
          </>
        }
      />
      <Panel flush>
        <OrganizationFilter
          values={search}
          change={(next) => void navigate({ search: { ...search, ...next, page: 1 }, replace: true })}
        />
        <Shown of={list} lines={12}>
          {({ total, entries }) => (
            <DataTable
              label="单位"
              rowKey="organizationId"
              rows={entries}
              total={total}
              part={{ page, pageSize, sort }}
              change={(part) => void navigate({ search: { ...search, ...part } })}
              columns={columnsFor(sort, state)}
              loading={list.isPlaceholderData}
              empty={search.search ? `没有名称、编号或拼音首字母含“${search.search}”的单位。` : '没有符合条件的单位。'}
            />
          )}
        </Shown>
      </Panel>
      {open === 'body' && <OpenDialog parentId={parentId} close={close} />}
      {open === 'import' && <ImportDialog close={close} />}
    </>
  );
}
