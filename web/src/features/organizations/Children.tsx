import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { listQuery } from './organizations.api.ts';

const SHOWN = 20;

/** The bodies directly below; many of them are one click away. */
export function Children({ organizationId }: { readonly organizationId: string }) {
  const { data } = useQuery(listQuery({ parentId: organizationId, pageSize: SHOWN }));
  if (!data || data.total === 0) return null;
  return (
    <Panel
      flush
      title={`下级单位（${data.total}个）`}
      actions={
        data.total > SHOWN && (
          <Link to="/organizations" search={{ parentId: organizationId }}>
            查看全部
          </Link>
        )
      }
    >
      <PlainTable
        label="下级单位"
        empty=""
        rows={data.entries}
        rowKey={(row) => row.organizationId}
        columns={[
          { title: '编号', show: ({ code }) => code },
          {
            title: '名称',
            long: true,
            show: (row) => (
              <Link to="/organizations/$organizationId" params={{ organizationId: row.organizationId }}>
                {row.name}
              </Link>
            ),
          },
          { title: '分组', show: ({ group }) => group },
          { title: '等级', show: (row) => row.class },
        ]}
      />
    </Panel>
  );
}
