/** Who has left the workspace, what somebody has in hand, and switching people off and on. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useLeft(search: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.people(search), 'left'],
    enabled,
    queryFn: () => answer(client.GET('/api/v1/people/left', { params: { query: { limit: 500, ...(search ? { search } : {}) } } })),
  });
}

export function useInHand(person: string) {
  return useQuery({
    queryKey: [...keys.people(''), 'in hand', person],
    staleTime: 0,
    queryFn: () => answer(client.GET('/api/v1/people/{person}/in-hand', { params: { path: { person } } })),
  });
}

export function useSwitching() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ person, active }: { person: string; active: boolean }) => answer(client.PUT('/api/v1/people/{person}/active', { params: { path: { person } }, body: { active } })),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: ['people'] }), cache.invalidateQueries({ queryKey: keys.roles })]),
  });
}
