import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { grants } from '@zhunsheng/contract/grants';
import { api } from '../../api/client.ts';

type Contract = typeof grants;
export type Grant = OutputOf<Contract['list']>['entries'][number];
export type GrantAction = Grant['actions'][number];

export const TOUCHED = [['grants'], ['todos'], ['sessions', 'current']] as const;

export const grantsQuery = (input: InputOf<Contract['list']>) =>
  queryOptions({
    queryKey: ['grants', 'list', input],
    queryFn: () => api.grants.list(input),
    placeholderData: keepPreviousData,
  });
