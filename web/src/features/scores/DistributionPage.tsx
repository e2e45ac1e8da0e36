import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PlainTable } from '../../ui/PlainTable.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { countTotals } from './count-totals.ts';
import { Distribution } from './Distribution.tsx';
import { rankingQuery } from './scores.api.ts';

const route = getRouteApi('/inside/scores/$assessmentId/distribution');

/** 总分分布: how many bodies of each group lie where, as bars and as figures. */
export function DistributionPage() {
  const { assessmentId } = route.useParams();
  const found = useQuery(rankingQuery(assessmentId));
  return (
    <Shown of={found} lines={10}>
      {(ranking) => {
        const counted = countTotals(ranking.groups, ranking.entries);
        return (
          <>
            <PageHead
              title="总分分布"
              crumbs={
                <>
                  <Link to="/assessments">年度考核</Link>
                  <Link to="/scores/$assessmentId" params={{ assessmentId }}>
                    得分与排名
                  </Link>
                </>
              }
              detail={ranking.title}
            />
            {counted.stretches.length === 0 ? (
              <Note>还没有单位有总分。</Note>
            ) : (
              <>
                <Panel title="每5分一段的单位数">
                  <Distribution {...counted} />
                </Panel>
                <Panel flush>
                  <PlainTable
                    label="总分分布"
                    empty=""
                    rows={counted.stretches.map((stretch, at) => ({ stretch, at }))}
                    rowKey={({ stretch }) => stretch}
                    columns={[
                      { title: '总分', show: ({ stretch }) => stretch },
                      ...counted.series.map(({ title, counts }) => ({
                        title,
                        number: true,
                        show: ({ at }: { at: number }) => counts[at],
                      })),
                    ]}
                  />
                </Panel>
              </>
            )}
          </>
        );
      }}
    </Shown>
  );
}
