/** Messages to the signed-in person. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useMessages() {
  return useQuery({ queryKey: keys.messages, refetchInterval: 60_000, queryFn: () => answer(client.GET('/api/v1/messages')) });
}

export function useReadMessage() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(client.POST('/api/v1/messages/{id}/read', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.messages }),
  });
}
