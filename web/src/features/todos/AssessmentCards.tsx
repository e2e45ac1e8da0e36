import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { Shown } from '../../ui/Shown.tsx';

const SHOWN = 5;

/** The assessments that one may see, with the ways into each. */
export function AssessmentCards() {
  const list = useQuery({
    queryKey: ['assessments', 'list', { pageSize: SHOWN }],
    queryFn: () => api.assessments.list({ pageSize: SHOWN }),
  });
  const seesScores = useMay('scores.read');
  return (
    <Panel title="年度考核" flush>
      <Shown of={list} lines={3}>
        {({ entries }) => (
          <PlainTable
            label="年度考核"
            empty="还没有考核。"
            rows={entries}
            rowKey={(row) => row.assessmentId}
            columns={[
              {
                title: '名称',
                long: true,
                show: ({ assessmentId, title }) => (
                  <Link to="/assessments/$assessmentId" params={{ assessmentId }}>
                    {title}
                  </Link>
                ),
              },
              { title: '考核对象', number: true, show: ({ subjects }) => `${subjects}个` },
              {
                title: '得分',
                show: ({ assessmentId }) =>
                  seesScores ? (
                    <Link to="/scores/$assessmentId" params={{ assessmentId }}>
                      得分与排名
                    </Link>
                  ) : (
                    <span className="soft">不在您的权限内</span>
                  ),
              },
            ]}
          />
        )}
      </Shown>
    </Panel>
  );
}
