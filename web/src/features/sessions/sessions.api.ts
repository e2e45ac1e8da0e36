import { SESSION_REFUSALS } from 'virtual:contract';
import { queryOptions } from '@tanstack/react-query';
import type { OutputOf } from '@zhunsheng/contract';
import type { sessions } from '@zhunsheng/contract/sessions';
import { api, bareApi } from '../../api/client.ts';

export type Ways = OutputOf<(typeof sessions)['ways']>;

export const waysQuery = queryOptions({
  queryKey: ['sessions', 'ways'],
  queryFn: () => bareApi.sessions.ways({}),
  staleTime: 60_000,
});

export const sessionsQuery = queryOptions({ queryKey: ['sessions', 'list'], queryFn: () => api.sessions.list({}) });

/** What 统一认证 refused, by the code that the server put into the address. */
export const oidcRefusal = (code: string): string =>
  SESSION_REFUSALS[code] ?? SESSION_REFUSALS['sessions.oidc-refused'] ?? '';
