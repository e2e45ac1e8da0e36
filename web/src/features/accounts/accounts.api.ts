import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { accounts } from '@zhunsheng/contract/accounts';
import { api } from '../../api/client.ts';

type Contract = typeof accounts;
export type Account = OutputOf<Contract['get']>;
export type Slip = OutputOf<Contract['create']>['slip'];

export const TOUCHED = [['accounts']] as const;

export const accountsQuery = (input: InputOf<Contract['list']>) =>
  queryOptions({
    queryKey: ['accounts', 'list', input],
    queryFn: () => api.accounts.list(input),
    placeholderData: keepPreviousData,
  });
