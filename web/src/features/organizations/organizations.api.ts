import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
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

const BELOW_AT_ONCE = 100;

/** The bodies directly below one, or those with which the reader's part of the tree begins; more when asked for. */
export const belowQuery = (parentId: string | null) =>
  infiniteQueryOptions({
    queryKey: ['organizations', 'below', parentId],
    queryFn: ({ pageParam: page }) =>
      api.organizations.list({ ...(parentId === null ? { top: true } : { parentId }), page, pageSize: BELOW_AT_ONCE }),
    initialPageParam: 1,
    getNextPageParam: ({ total }, pages) => (pages.length * BELOW_AT_ONCE < total ? pages.length + 1 : undefined),
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
