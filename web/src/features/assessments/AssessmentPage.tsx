import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { Facts } from '../../ui/Facts.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { type Assessment, assessmentQuery } from './assessments.api.ts';

const route = getRouteApi('/inside/assessments/$assessmentId');

const STATES = { past: '已结束', open: '进行中', coming: '未开始' } as const;

const Windows = ({ windows }: { readonly windows: Assessment['windows'] }) => (
  <Panel title="日程" flush>
    <PlainTable
      label="日程"
      empty="方案没有写日程。"
      rows={windows}
      rowKey={({ id }) => id}
      columns={[
        { title: '环节', long: true, show: ({ title }) => title },
        { title: '起止', show: ({ from, to }) => `${from} 至 ${to}` },
        { title: '状态', show: ({ state }) => (state === 'open' ? <b>{STATES[state]}</b> : STATES[state]) },
      ]}
    />
  </Panel>
);

/** One assessment: what it stands on, who takes part, when what is due, and the ways to its results. */
export function AssessmentPage() {
  const { assessmentId } = route.useParams();
  const found = useQuery(assessmentQuery(assessmentId));
  const seesScores = useMay('scores.read');
  return (
    <Shown of={found} lines={14}>
      {(assessment) => (
        <>
          <PageHead
            title={assessment.title}
            crumbs={<Link to="/assessments">年度考核</Link>}
            actions={
              <>
                {seesScores && (
                  <Link to="/scores/$assessmentId" params={{ assessmentId }}>
                    得分与排名
                  </Link>
                )}
                <Link to="/schemes/$schemeId" params={{ schemeId: assessment.schemeId }}>
                  考核方案全文
                </Link>
              </>
            }
          />
          <Panel title="概况">
            <Facts
              of={[
                ['年度', assessment.year],
                ['考核对象', `${assessment.subjects}个`],
                ['记录', `${assessment.facts}条`],
                ['计算截止日', assessment.asOf],
              ]}
            />
          </Panel>
          <Panel title="分组" flush>
            <PlainTable
              label="分组"
              empty="没有分组。"
              rows={assessment.groups}
              rowKey={({ id }) => id}
              columns={[
                { title: '分组', show: ({ title }) => title },
                { title: '考核对象', number: true, show: ({ subjects }) => `${subjects}个` },
              ]}
            />
          </Panel>
          <Panel title="考核方式" flush>
            <PlainTable
              label="考核方式"
              empty="没有考核方式。"
              rows={assessment.components}
              rowKey={({ id }) => id}
              columns={[
                { title: '考核方式', show: ({ title }) => title },
                { title: '权重', number: true, show: ({ weight }) => `${weight}%` },
              ]}
            />
          </Panel>
          <Windows windows={assessment.windows} />
        </>
      )}
    </Shown>
  );
}
