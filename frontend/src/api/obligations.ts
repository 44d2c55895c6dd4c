/** Obligations of an app: which there are, and who owes what in a period. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export interface DutyQuestion {
  period: string;
  state?: string;
  person?: string;
  department?: string;
}

export function useObligations(app: string) {
  return useQuery({
    queryKey: keys.obligations(app),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/obligations', { params: { path: { app } } })),
    staleTime: 60_000,
  });
}

export function useDuties(app: string, key: string, query: DutyQuestion) {
  return useInfiniteQuery({
    queryKey: [...keys.obligations(app), key, query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(client.GET('/api/v1/apps/{app}/obligations/{key}/duties', { params: { path: { app, key }, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
