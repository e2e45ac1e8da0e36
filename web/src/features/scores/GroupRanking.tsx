import { Link } from '@tanstack/react-router';
import { Table, type TableProps } from 'antd';
import { LONG_TEXT, TABLE } from '../../ui/DataTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { onPaper, usePaper } from '../../ui/use-paper.ts';
import style from './RankingPage.module.css';
import type { Ranking, ScoreEntry } from './scores.api.ts';

interface Props {
  readonly group: { readonly id: string; readonly title: string };
  readonly ranking: Ranking;
  readonly assessmentId: string;
  readonly entries: readonly ScoreEntry[];
}

const AT_ONCE = 100;

type Columns = NonNullable<TableProps<ScoreEntry>['columns']>;

/** Figures are compared as numbers for the order on the screen only; what is missing goes last. */
const order = (figure: (entry: ScoreEntry) => string | number | null) => (a: ScoreEntry, b: ScoreEntry) =>
  Number(figure(a) ?? -1) - Number(figure(b) ?? -1);

const shown = (figure: string | null) => figure ?? <span className="soft">—</span>;

function columnsFor({ components, entries }: Ranking, assessmentId: string): Columns {
  const extra = entries.some(({ bonus, penalty }) => Number(bonus) !== 0 || Number(penalty) !== 0);
  return [
    {
      key: 'rank',
      title: '名次',
      align: 'right',
      width: 72,
      sorter: (a, b) => (a.rank ?? 9_999) - (b.rank ?? 9_999),
      render: (_, { rank }) => rank ?? <span className="soft">—</span>,
    },
    {
      key: 'name',
      title: '单位',
      className: LONG_TEXT,
      sorter: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
      render: (_, { subjectId, name }) => (
        <Link to="/scores/$assessmentId/subjects/$subjectId" params={{ assessmentId, subjectId }}>
          {name}
        </Link>
      ),
    },
    { key: 'class', title: '等级', dataIndex: 'class', responsive: ['md'] },
    ...components.map(({ id, title }): Columns[number] => ({
      key: id,
      title,
      align: 'right',
      responsive: ['md'],
      sorter: order((entry) => entry.components[id] ?? null),
      render: (_, entry) => shown(entry.components[id] ?? null),
    })),
    ...(extra
      ? ([
          { key: 'bonus', title: '加分', align: 'right', dataIndex: 'bonus', responsive: ['md'] },
          { key: 'penalty', title: '倒扣', align: 'right', dataIndex: 'penalty', responsive: ['md'] },
        ] satisfies Columns)
      : []),
    {
      key: 'total',
      title: '总分',
      align: 'right',
      sorter: order((entry) => entry.total),
      render: (_, { total }) => <span className={style.total}>{shown(total)}</span>,
    },
    {
      key: 'grade',
      title: '等次',
      render: (_, { grade, rectify }) => (
        <span className={style.grade}>
          {grade ?? '缺数据'}
          {rectify && '，须整改'}
        </span>
      ),
    },
    {
      key: 'reasons',
      title: '理由',
      responsive: ['lg'],
      className: LONG_TEXT,
      render: (_, { reasons }) => reasons.join('；'),
    },
  ];
}

/** One group, by rank; sorting another way changes the screen, never the ranks. On paper it stands whole. */
export function GroupRanking({ group, ranking, assessmentId, entries }: Props) {
  const isPaper = usePaper();
  const columns = columnsFor(ranking, assessmentId);
  const isPaged = entries.length > AT_ONCE && !isPaper;
  return (
    <Panel title={`${group.title}（${entries.length}个）`} flush>
      <Table<ScoreEntry>
        aria-label={`${group.title}排名`}
        className={TABLE}
        size="middle"
        rowKey="subjectId"
        dataSource={[...entries]}
        columns={isPaper ? onPaper(columns) : columns}
        pagination={isPaged && { pageSize: AT_ONCE, showSizeChanger: false, size: 'small' }}
        showSorterTooltip={false}
      />
    </Panel>
  );
}
