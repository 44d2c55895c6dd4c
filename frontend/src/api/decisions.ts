/** Dispatch decisions: the list of an app, why not another, what other weights give, giving a record to somebody else. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';

export interface DecisionQuestion {
  since?: string;
  until?: string;
  person?: string;
  rule?: string;
  cause?: string;
  deviating?: 'any' | 'largest' | 'in_a_row';
}

export function useDecisions(app: string, query: DecisionQuestion) {
  return useInfiniteQuery({
    queryKey: ['decisions', app, query],
    initialPageParam: '',
    queryFn: ({ pageParam }) => answer(client.GET('/api/v1/apps/{app}/decisions', { params: { path: { app }, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** The same list as a spreadsheet. */
export function decisionsFile(app: string, query: DecisionQuestion): string {
  return `/api/v1/apps/${app}/decisions.xlsx?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Sentences, once two persons are chosen. */
export function useWhyNot(id: string, one: string | null, other: string | null) {
  return useQuery({
    queryKey: ['decision', id, 'comparison', one, other],
    enabled: Boolean(one && other && one !== other),
    queryFn: () => answer(client.GET('/api/v1/decisions/{id}/comparison', { params: { path: { id }, query: { one: one ?? '', other: other ?? '' } } })),
    staleTime: 60_000,
  });
}

export function useTrial(id: string) {
  return useMutation({ mutationFn: (weights: Record<string, number>) => answer(client.POST('/api/v1/decisions/{id}/trial', { params: { path: { id } }, body: { weights } })) });
}

export function useOverride(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { person: string; reason: string }) => answer(client.POST('/api/v1/decisions/{id}/override', { params: { path: { id } }, body })),
    onSuccess: () => cache.invalidateQueries(),
  });
}

/** Notes a decision as a deviation; an empty reason takes the note away. */
export function useNoteDeviation(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      reason
        ? answer(client.PUT('/api/v1/decisions/{id}/deviation', { params: { path: { id } }, body: { reason } }))
        : answer(client.DELETE('/api/v1/decisions/{id}/deviation', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries(),
  });
}
