/** Messages to the signed-in person, and what he wants to be told how. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Wishes } from './types';

export interface MessageFilter {
  unread?: boolean;
  snoozed?: boolean;
  kind?: string | null;
}

/** The unread count comes with every page; the first one is the newest. */
export function useMessages({ unread = false, snoozed = false, kind = null }: MessageFilter = {}) {
  return useInfiniteQuery({
    queryKey: [...keys.messages, 'list', unread, snoozed, kind],
    initialPageParam: '',
    refetchInterval: 60_000,
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/api/v1/messages', {
          params: { query: { ...(unread ? { unread: 1 } : {}), ...(snoozed ? { snoozed: 1 } : {}), ...(kind ? { kind } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useReadMessage() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(client.POST('/api/v1/messages/{id}/read', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'list'] }),
  });
}

/** One of the answers that a message offers; it stays. */
export function useAnswerMessage(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (chosen: string) => answer(client.POST('/api/v1/messages/{id}/answer', { params: { path: { id } }, body: { answer: chosen } })),
    // Also after a refusal: what was answered elsewhere shows.
    onSettled: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'list'] }),
  });
}

/** That one has read it, with the answers of its quiz where it has one. */
export function useConfirmMessage(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (answers: Record<string, string[]>) => answer(client.POST('/api/v1/messages/{id}/confirm', { params: { path: { id } }, body: { answers } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'list'] }),
  });
}

/** Until when it may be put off. */
export function useSnoozeChoices(id: string) {
  return useQuery({
    queryKey: [...keys.messages, 'snooze', id],
    staleTime: 0,
    queryFn: () => answer(client.GET('/api/v1/messages/{id}/snooze', { params: { path: { id } } })),
  });
}

/** Null brings it back now. */
export function useSnooze(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (until: string | null) => answer(client.POST('/api/v1/messages/{id}/snooze', { params: { path: { id } }, body: { until } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'list'] }),
  });
}

/** All up to the newest one that was shown: what came since then stays unread. */
export function useReadAll() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { until: string; kind: string | null }) => answer(client.POST('/api/v1/messages/read', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'list'] }),
  });
}

/** One's own wishes, or with `company` what holds for all who say nothing. */
export function useWishes(company = false) {
  return useQuery({
    queryKey: [...keys.messages, 'wishes', company],
    queryFn: () => answer(company ? client.GET('/api/v1/messages/company-wishes') : client.GET('/api/v1/messages/wishes')),
  });
}

export function useChangeWishes(company = false) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Wishes) => answer(company ? client.PUT('/api/v1/messages/company-wishes', { body }) : client.PUT('/api/v1/messages/wishes', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'wishes'] }),
  });
}

export function useChangeAddress() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ channel, address }: { channel: string; address: string }) =>
      answer(client.PUT('/api/v1/messages/addresses/{channel}', { params: { path: { channel } }, body: { address } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: [...keys.messages, 'wishes'] }),
  });
}
