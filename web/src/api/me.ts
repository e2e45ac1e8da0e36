import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { OutputOf, Permission } from '@zhunsheng/contract';
import type { sessions } from '@zhunsheng/contract/sessions';
import { bareApi, rememberToken } from './client.ts';
import { Refusal } from './refusal.ts';

export type Me = OutputOf<(typeof sessions)['current']>;

/**
 * Nobody is an answer only as long as nobody was known: a session that ends under a page is told by the next request,
 * which waits for a new sign-in, and what was typed stays.
 */
async function currentSession(known: Me | null | undefined): Promise<Me | null> {
  try {
    const me = await bareApi.sessions.current({});
    rememberToken(me.csrfToken);
    return me;
  } catch (error) {
    if (!known && error instanceof Refusal && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['sessions', 'current'],
  queryFn: ({ client, queryKey }) => currentSession(client.getQueryData<Me | null>(queryKey)),
  staleTime: 60_000,
});

/** The person in front of the screen; only below a route that has made sure of one. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (!data) throw new Refusal(401, { code: 'sessions.required', message: '请先登录。' });
  return data;
}

export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission);

/** Puts a fresh sign-in in place of the old one. */
export function useRememberMe(): (me: Me | null) => void {
  const queries = useQueryClient();
  return (me) => {
    rememberToken(me?.csrfToken ?? '');
    queries.setQueryData(meQuery.queryKey, me);
  };
}
