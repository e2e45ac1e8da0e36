import { QueryClient, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { isPassing, type Refusal } from './refusal.ts';

const TRIES = 5;

/** What was read stays fresh for a moment; a server that is away for some seconds is asked again by itself. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => isPassing(error) && count < TRIES,
        retryDelay: (count) => Math.min(1_000 * 2 ** count, 5_000),
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });

/** Reads again whatever may show something that just changed. */
export function useReadAgain(): (touched: readonly QueryKey[]) => Promise<unknown> {
  const queries = useQueryClient();
  return (touched) => Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** A change; afterwards everything that may show it is read again. */
export function useChange<I, O>(change: (input: I) => Promise<O>, touched: readonly QueryKey[]) {
  const readAgain = useReadAgain();
  return useMutation<O, Refusal, I>({
    mutationFn: change,
    onSuccess: () => readAgain(touched),
  });
}
