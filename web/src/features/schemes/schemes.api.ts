import { queryOptions } from '@tanstack/react-query';
import type { OutputOf } from '@zhunsheng/contract';
import type { schemes } from '@zhunsheng/contract/schemes';
import { api } from '../../api/client.ts';

export type Scheme = OutputOf<(typeof schemes)['get']>;
export type Sheet = Scheme['outline']['sheets'][number];
export type SchemeNode = Sheet['children'][number];

export const schemesQuery = (page: number, pageSize: number) =>
  queryOptions({ queryKey: ['schemes', 'list', page, pageSize], queryFn: () => api.schemes.list({ page, pageSize }) });

/** A frozen version never changes, so that it need not be asked for twice. */
export const schemeQuery = (schemeId: string) =>
  queryOptions({
    queryKey: ['schemes', 'get', schemeId],
    queryFn: () => api.schemes.get({ schemeId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
