import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/client.ts';

interface Props {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (value: string | null) => void;
  readonly allowClear?: boolean;
}

const MANY = 50;

/** Chooses a person by name or user name. */
export function AccountPicker({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['accounts', 'picker', search],
    queryFn: () => api.accounts.list({ ...(search && { search }), pageSize: MANY }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.entries ?? []).map(({ accountId, displayName, userName, organizationName }) => ({
    value: accountId,
    label: `${displayName}（${[userName, organizationName].filter(Boolean).join('，')}）`,
  }));
  return (
    <Select
      {...rest}
      value={value ?? undefined}
      onChange={(next: string | undefined) => onChange?.(next ?? null)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={options}
      placeholder="输入姓名或用户名"
      notFoundContent="没有符合的账号"
      style={{ width: '100%' }}
    />
  );
}
