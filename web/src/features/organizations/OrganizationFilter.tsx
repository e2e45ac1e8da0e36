import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { groupsQuery } from './organizations.api.ts';

interface Values {
  readonly search?: string | undefined;
  readonly group?: string | undefined;
  readonly class?: string | undefined;
  readonly state?: string | undefined;
  readonly parentId?: string | undefined;
}

interface Props {
  readonly values: Values;
  readonly change: (values: Values) => void;
}

const STATES = [
  { value: 'open', label: '存续' },
  { value: 'closed', label: '已撤销' },
];
const options = (words: Iterable<string>) => [...new Set(words)].map((value) => ({ value, label: value }));

/** Narrows the list: by words or pinyin initials, group, class and state. */
export function OrganizationFilter({ values, change }: Props) {
  const { data } = useQuery(groupsQuery);
  const all = data?.entries ?? [];
  const own = all.filter(({ group }) => values.group === undefined || group === values.group);
  const classes = own.map((entry) => entry.class).filter((name) => name !== null);
  const narrowed = Object.values(values).some((value) => value !== undefined);
  return (
    <FilterBar label="筛选单位">
      <SearchField
        label="查找单位"
        placeholder="名称、编号或拼音首字母"
        value={values.search}
        change={(text) => change({ search: text })}
      />
      <Select
        value={values.group ?? null}
        options={options(all.map(({ group }) => group))}
        onChange={(group: string | null) => change({ group: group ?? undefined, class: undefined })}
        placeholder="全部分组"
        aria-label="分组"
        allowClear
        style={{ width: 160 }}
      />
      <Select
        value={values.class ?? null}
        options={options(classes)}
        onChange={(name: string | null) => change({ class: name ?? undefined })}
        placeholder="全部等级"
        aria-label="等级"
        allowClear
        style={{ width: 140 }}
      />
      <Select
        value={values.state ?? 'open'}
        options={STATES}
        onChange={(state: string) => change({ state: state === 'open' ? undefined : state })}
        aria-label="状态"
        style={{ width: 110 }}
      />
      {narrowed && (
        <Button
          type="link"
          onClick={() =>
            change({ search: undefined, group: undefined, class: undefined, state: undefined, parentId: undefined })
          }
        >
          清除筛选
        </Button>
      )}
    </FilterBar>
  );
}
