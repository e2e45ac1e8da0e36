import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Note } from '../../ui/Note.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { GroupRanking } from './GroupRanking.tsx';
import { RankingFilter } from './RankingFilter.tsx';
import style from './RankingPage.module.css';
import { type Ranking, rankingQuery, type ScoreEntry } from './scores.api.ts';

const route = getRouteApi('/inside/scores/$assessmentId');

interface Wanted {
  readonly group?: string | undefined;
  readonly grade?: string | undefined;
  readonly search?: string | undefined;
}

const matches =
  ({ group, grade, search = '' }: Wanted) =>
  (entry: ScoreEntry): boolean =>
    (group === undefined || entry.group === group) &&
    (grade === undefined || (entry.grade ?? '缺数据') === grade) &&
    (entry.name.includes(search) || entry.subjectId.toLowerCase().startsWith(search.toLowerCase()));

const Quotas = ({ quotas }: { readonly quotas: Ranking['quotas'] }) =>
  quotas.length === 0 ? null : (
    <Panel title="名额和评先评优">
      <ul className={style.quotas}>
        {quotas.map(({ explanation }) => (
          <li key={explanation}>{explanation}</li>
        ))}
      </ul>
    </Panel>
  );

/** 得分与排名 by group: any total leads to the sheet that explains it. */
export function RankingPage() {
  const { assessmentId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const found = useQuery(rankingQuery(assessmentId));
  return (
    <Shown of={found} lines={16}>
      {(ranking) => {
        const entries = ranking.entries.filter(matches(search));
        const groups = ranking.groups.filter(({ id }) => entries.some((entry) => entry.group === id));
        return (
          <>
            <PageHead
              title="得分与排名"
              crumbs={
                <>
                  <Link to="/assessments">年度考核</Link>
                  <Link to="/assessments/$assessmentId" params={{ assessmentId }}>
                    {ranking.title}
                  </Link>
                </>
              }
              detail={`满分${ranking.scale}，计算截止日${ranking.asOf}。得分由方案和记录算出，点单位名称看每一分的来由。`}
              actions={
                <>
                  {ranking.entries.length > 3 && (
                    <Link to="/scores/$assessmentId/distribution" params={{ assessmentId }}>
                      总分分布
                    </Link>
                  )}
                  <DownloadButton url={`/api/scores/${assessmentId}/export`} name="得分与排名.xlsx">
                    导出 Excel
                  </DownloadButton>
                  <PrintButton />
                </>
              }
            />
            <RankingFilter
              ranking={ranking}
              values={search}
              change={(next) => void navigate({ search: { ...search, ...next }, replace: true })}
            />
            {entries.length === 0 && <Note>没有符合条件的单位。</Note>}
            {groups.map((group) => (
              <GroupRanking
                key={group.id}
                group={group}
                ranking={ranking}
                assessmentId={assessmentId}
                entries={entries.filter((entry) => entry.group === group.id)}
              />
            ))}
            <Quotas quotas={ranking.quotas} />
          </>
        );
      }}
    </Shown>
  );
}
