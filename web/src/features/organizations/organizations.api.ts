import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@zhunsheng/contract';
import type { organizations } from '@zhunsheng/contract/organizations';
import { api } from '../../api/client.ts';

type Contract = typeof organizations;
export type Organization = OutputOf<Contract['get']>;
export type OrganizationEntry = OutputOf<Contract['list']>['entries'][number];
export type ListInput = InputOf<Contract['list']>;

/** Whatever shows bodies is read again after a change of one: a merger moves many. */
export const TOUCHED = [['organizations']] as const;

export const listQuery = (input: ListInput) =>
  queryOptions({
    queryKey: ['organizations', 'list', input],
    queryFn: () => api.organizations.list(input),
    placeholderData: keepPreviousData,
  });

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organizations', 'get', organizationId],
    queryFn: () => api.organizations.get({ organizationId }),
  });

export const groupsQuery = queryOptions({
  queryKey: ['organizations', 'groups'],
  queryFn: () => api.organizations.groups({}),
});
