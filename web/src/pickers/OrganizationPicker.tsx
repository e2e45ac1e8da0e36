import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/client.ts';

interface Props {
  readonly id?: string;
  readonly value?: string | readonly string[] | null;
  readonly onChange?: (value: never) => void;
  readonly multiple?: boolean;
  /** May stay empty. */
  readonly allowClear?: boolean;
  readonly placeholder?: string;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const MANY = 50;

function useChoices(search: string, chosen: readonly string[]): readonly Choice[] {
  const found = useQuery({
    queryKey: ['organizations', 'picker', search],
    queryFn: () => api.organizations.list({ ...(search && { search }), pageSize: MANY }),
    placeholderData: keepPreviousData,
  });
  const listed = (found.data?.entries ?? []).map(({ organizationId, name, code }) => ({
    value: organizationId,
    label: `${name}（${code}）`,
  }));
  const missing = chosen.filter((id) => !listed.some(({ value }) => value === id));
  const own = useQuery({
    queryKey: ['organizations', 'picker', 'chosen', missing],
    queryFn: () => Promise.all(missing.map((organizationId) => api.organizations.get({ organizationId }))),
    enabled: missing.length > 0,
  });
  const known = (own.data ?? []).map(({ organizationId, name, code }) => ({
    value: organizationId,
    label: `${name}（${code}）`,
  }));
  return [...known.filter(({ value }) => missing.includes(value)), ...listed];
}

/** Chooses a body, or several, by name, code or pinyin initials. */
export function OrganizationPicker({ value, multiple = false, placeholder, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const chosen = value === null || value === undefined ? [] : typeof value === 'string' ? [value] : value;
  const options = useChoices(search, chosen);
  return (
    <Select
      {...rest}
      value={(value ?? undefined) as never}
      onChange={(next) => onChange?.((next ?? null) as never)}
      {...(multiple && { mode: 'multiple' as const })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={[...options]}
      placeholder={placeholder ?? '输入名称、编号或拼音首字母'}
      notFoundContent="没有符合的单位"
      style={{ width: '100%' }}
    />
  );
}
