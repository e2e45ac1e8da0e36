import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { DataTable, LONG_TEXT } from '../../ui/DataTable.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { assessmentsQuery } from './assessments.api.ts';
import { ImportBundleDialog } from './ImportBundleDialog.tsx';

/** 年度考核: each run of a scheme over its bodies. */
export function AssessmentsPage() {
  const [part, setPart] = useState({ page: 1, pageSize: 20 });
  const [importing, setImporting] = useState(false);
  const list = useQuery(assessmentsQuery(part.page, part.pageSize));
  const mayImport = useMay('assessments.import');
  return (
    <>
      <PageHead
        title="年度考核"
        actions={mayImport && <Button onClick={() => setImporting(true)}>导入结果包</Button>}
      />
      <Panel flush>
        <Shown of={list}>
          {({ total, entries }) => (
            <DataTable
              label="年度考核"
              rowKey="assessmentId"
              rows={entries}
              total={total}
              part={part}
              change={setPart}
              empty="还没有考核。考核办可以导入一个结果包。"
              columns={[
                { key: 'year', title: '年度', dataIndex: 'year', width: 80 },
                {
                  key: 'title',
                  title: '名称',
                  className: LONG_TEXT,
                  render: (_, { assessmentId, title }) => (
                    <Link to="/assessments/$assessmentId" params={{ assessmentId }}>
                      {title}
                    </Link>
                  ),
                },
                { key: 'subjects', title: '考核对象', dataIndex: 'subjects', align: 'right', responsive: ['sm'] },
                { key: 'facts', title: '记录', dataIndex: 'facts', align: 'right', responsive: ['sm'] },
                { key: 'asOf', title: '计算截止日', dataIndex: 'asOf', responsive: ['md'] },
              ]}
            />
          )}
        </Shown>
      </Panel>
      {importing && <ImportBundleDialog close={() => setImporting(false)} />}
    </>
  );
}
