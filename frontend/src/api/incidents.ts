/** Workflows that stopped, and what one does about them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useIncidents() {
  return useQuery({ queryKey: keys.incidents, refetchInterval: 60_000, queryFn: () => answer(client.GET('/api/v1/incidents')) });
}

/** With a reason the workflow is ended, without one its stopped steps are done again. Resolves to its state. */
export function useResolveIncident(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ reason }: { reason?: string }) => {
      const params = { params: { path: { id } } };
      return answer(reason === undefined ? client.POST('/api/v1/incidents/{id}/retry', params) : client.POST('/api/v1/incidents/{id}/cancel', { ...params, body: { reason } }));
    },
    onSuccess: () => {
      for (const queryKey of [keys.incidents, keys.tasks, ['record']]) void cache.invalidateQueries({ queryKey });
    },
  });
}
