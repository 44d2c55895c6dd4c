/** Channels for messages as administrators set them up, and what became of each message sent over them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export interface ChannelSetUp {
  enabled: boolean;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
}

export function useChannels() {
  return useQuery({ queryKey: keys.channels, refetchInterval: 60_000, queryFn: () => answer(client.GET('/api/v1/channels')) });
}

export function useSetUpChannel(key: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ChannelSetUp) => answer(client.PUT('/api/v1/channels/{key}', { params: { path: { key } }, body })),
    onSuccess: () => {
      for (const queryKey of [keys.channels, keys.messages]) void cache.invalidateQueries({ queryKey });
    },
  });
}

export function useTestChannel(key: string) {
  return useMutation({
    mutationFn: (address: string) => answer(client.POST('/api/v1/channels/{key}/test', { params: { path: { key } }, body: { address } })),
  });
}

export function useDeliveries(state: string | null) {
  return useInfiniteQuery({
    queryKey: [...keys.channels, 'deliveries', state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(client.GET('/api/v1/deliveries', { params: { query: { ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useRetryDelivery() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(client.POST('/api/v1/deliveries/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.channels }),
  });
}
