/** What one sent that wants something back, and announcements. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Announcement } from './types';

export function useSendings() {
  return useInfiniteQuery({
    queryKey: [...keys.sendings, 'list'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => answer(client.GET('/api/v1/sendings', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useSending(id: string) {
  return useQuery({
    queryKey: [...keys.sendings, id],
    refetchInterval: 60_000,
    queryFn: () => answer(client.GET('/api/v1/sendings/{id}', { params: { path: { id } } })),
  });
}

export function useRemind(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST('/api/v1/sendings/{id}/remind', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sendings }),
  });
}

export function useAnnounce() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, once }: { body: Announcement; once: string }) => answer(client.POST('/api/v1/announcements', { params: { header: { 'Idempotency-Key': once } }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.sendings }),
  });
}
