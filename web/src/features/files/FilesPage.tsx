import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { ProposeDestructionDialog } from './DestructionDialogs.tsx';
import { columnsFor } from './file-columns.tsx';
import { type FileEntry, filesQuery } from './files.api.ts';
import { UploadFiles } from './UploadFiles.tsx';

const route = getRouteApi('/inside/files/$organizationId');

/** 文件 of one body: handed in once, found again by name, given back under its own name. */
export function FilesPage() {
  const { organizationId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const body = useQuery({
    queryKey: ['organizations', 'get', organizationId],
    queryFn: () => api.organizations.get({ organizationId }),
  });
  const mayUpload = useMay('files.upload');
  const rights = { mayRead: useMay('fileContents.read'), mayDestroy: useMay('files.destroy') };
  const [destroying, setDestroying] = useState<FileEntry | null>(null);
  const { page = 1, pageSize = 50 } = search;
  const list = useQuery(
    filesQuery({ organizationId, page, pageSize, ...(search.search && { search: search.search }) }),
  );
  return (
    <>
      <PageHead
        title={`${body.data?.name ?? ''}文件`}
        crumbs={
          <>
            <Link to="/organizations">单位</Link>
            <Link to="/organizations/$organizationId" params={{ organizationId }}>
              {body.data?.name ?? '单位信息'}
            </Link>
          </>
        }
        detail="同一份文件只存一份；已经交过的不用再交。"
      />
      {mayUpload && (
        <div className="no-print">
          <UploadFiles organizationId={organizationId} />
        </div>
      )}
      <Panel flush>
        <FilterBar label="筛选文件">
          <SearchField
            label="查找文件"
            placeholder="文件名中的字"
            value={search.search}
            change={(text) => void navigate({ search: { search: text }, replace: true })}
          />
        </FilterBar>
        <Shown of={list}>
          {({ total, entries }) => (
            <DataTable
              label="文件"
              rowKey="fileId"
              rows={entries}
              total={total}
              part={{ page, pageSize }}
              change={(part) => void navigate({ search: { ...search, ...part } })}
              columns={columnsFor(rights, setDestroying)}
              loading={list.isPlaceholderData}
              empty={search.search ? `没有文件名含“${search.search}”的文件。` : '还没有文件。'}
            />
          )}
        </Shown>
      </Panel>
      <p className="no-print">{rights.mayDestroy && <Link to="/files/destructions">查看销毁申请</Link>}</p>
      {destroying && <ProposeDestructionDialog file={destroying} close={() => setDestroying(null)} />}
    </>
  );
}
