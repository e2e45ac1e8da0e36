import { Select } from 'antd';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import type { Ranking } from './scores.api.ts';

interface Values {
  readonly group?: string | undefined;
  readonly grade?: string | undefined;
  readonly search?: string | undefined;
}

interface Props {
  readonly ranking: Ranking;
  readonly values: Values;
  readonly change: (values: Values) => void;
}

/** Narrows the ranking; with one body to see there is nothing to narrow. */
export function RankingFilter({ ranking, values, change }: Props) {
  if (ranking.entries.length < 2) return null;
  const grades = [...new Set(ranking.entries.map(({ grade }) => grade ?? '缺数据'))];
  return (
    <Panel flush>
      <FilterBar label="筛选排名">
        <SearchField
          label="查找单位"
          placeholder="单位名称或编号"
          value={values.search}
          change={(text) => change({ search: text })}
        />
        <Select
          value={values.group ?? null}
          options={ranking.groups.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(group: string | null) => change({ group: group ?? undefined })}
          placeholder="全部分组"
          aria-label="分组"
          allowClear
          style={{ width: 180 }}
        />
        <Select
          value={values.grade ?? null}
          options={grades.map((grade) => ({ value: grade, label: grade }))}
          onChange={(grade: string | null) => change({ grade: grade ?? undefined })}
          placeholder="全部等次"
          aria-label="等次"
          allowClear
          style={{ width: 140 }}
        />
      </FilterBar>
    </Panel>
  );
}
