import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable, LONG_TEXT } from '../../ui/DataTable.tsx';
import { shortDigest } from '../../ui/digests.ts';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { schemesQuery } from './schemes.api.ts';

/** 考核方案: frozen versions; a change is a new version. */
export function SchemesPage() {
  const [part, setPart] = useState({ page: 1, pageSize: 20 });
  const list = useQuery(schemesQuery(part.page, part.pageSize));
  return (
    <>
      <PageHead title="考核方案" detail="发布后的版本不再改动；修改就是新的版本。" />
      <Panel flush>
        <Shown of={list}>
          {({ total, entries }) => (
            <DataTable
              label="考核方案"
              rowKey="schemeId"
              rows={entries}
              total={total}
              part={part}
              change={setPart}
              empty="还没有方案。导入结果包时，方案随之入库。"
              columns={[
                { key: 'year', title: '年度', dataIndex: 'year', width: 80 },
                {
                  key: 'title',
                  title: '名称',
                  className: LONG_TEXT,
                  render: (_, { schemeId, title }) => (
                    <Link to="/schemes/$schemeId" params={{ schemeId }}>
                      {title}
                    </Link>
                  ),
                },
                { key: 'version', title: '版本', dataIndex: 'version', align: 'right', width: 80 },
                {
                  key: 'digest',
                  title: '摘要',
                  responsive: ['md'],
                  render: (_, { digest }) => <span title={digest}>{shortDigest(digest)}</span>,
                },
              ]}
            />
          )}
        </Shown>
      </Panel>
    </>
  );
}
