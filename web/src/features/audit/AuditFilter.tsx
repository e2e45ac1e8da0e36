import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { FEATURES } from './audit.api.ts';

interface Values {
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly accountId?: string | undefined;
  readonly targetId?: string | undefined;
}

interface Props {
  readonly values: Values;
  readonly change: (values: Values) => void;
}

const dayOf = (day: string | undefined) => (day && dayjs(day).isValid() ? dayjs(day) : null);

/** Narrows the record by words, kind and days; one person or one thing comes in through a link. */
export function AuditFilter({ values, change }: Props) {
  const { search, kind, from, to, accountId, targetId } = values;
  const narrowed = [search, kind, from, to, accountId, targetId].some((value) => value !== undefined);
  const empty = { search: undefined, kind: undefined, from: undefined, to: undefined };
  return (
    <FilterBar label="筛选审计记录">
      <SearchField
        label="查找记录"
        placeholder="事项、人员或理由中的字"
        value={search}
        change={(text) => change({ search: text })}
      />
      <Select
        value={kind ?? null}
        options={Object.entries(FEATURES).map(([value, label]) => ({ value, label }))}
        onChange={(next: string | null) => change({ kind: next ?? undefined })}
        placeholder="全部类别"
        aria-label="类别"
        allowClear
        style={{ width: 140 }}
      />
      <DatePicker
        value={dayOf(from)}
        onChange={(day) => change({ from: day?.format('YYYY-MM-DD') })}
        placeholder="从哪天"
        aria-label="从哪天"
      />
      <DatePicker
        value={dayOf(to)}
        onChange={(day) => change({ to: day?.format('YYYY-MM-DD') })}
        placeholder="到哪天"
        aria-label="到哪天"
      />
      {narrowed && (
        <Button type="link" onClick={() => change({ ...empty, accountId: undefined, targetId: undefined })}>
          清除筛选
        </Button>
      )}
    </FilterBar>
  );
}
