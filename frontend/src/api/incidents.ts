/** Workflows that stopped, and what one does about them. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useIncidents() {
  return useQuery({ queryKey: keys.incidents, refetchInterval: 60_000, queryFn: () => answer(client.GET('/api/v1/incidents')) });
}

/** Leave a stopped step by an outcome. Resolves to the workflow's state. */
export function useSkipStep(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { node: string; visit: number; outcome: string; reason: string }) =>
      answer(client.POST('/api/v1/incidents/{id}/skip', { params: { path: { id } }, body })),
    onSuccess: () => moved(cache),
  });
}

/** Correct what steps have told, and do again what stopped. Resolves to the workflow's state. */
export function useCorrect(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { reason: string; outputs: Record<string, Record<string, unknown>> }) =>
      answer(client.POST('/api/v1/incidents/{id}/correct', { params: { path: { id } }, body })),
    onSuccess: () => moved(cache),
  });
}

/** Do again all that stopped of a workflow. Resolves to how many, and how many of them stopped again. */
export function useRetryAll() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { app: string; workflow: string }) => answer(client.POST('/api/v1/incidents/retry', { body })),
    onSuccess: () => moved(cache),
  });
}

/** With a reason the workflow is ended, without one its stopped steps are done again. Resolves to its state. */
export function useResolveIncident(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ reason }: { reason?: string }) => {
      const params = { params: { path: { id } } };
      return answer(reason === undefined ? client.POST('/api/v1/incidents/{id}/retry', params) : client.POST('/api/v1/incidents/{id}/cancel', { ...params, body: { reason } }));
    },
    onSuccess: () => moved(cache),
  });
}

function moved(cache: QueryClient) {
  for (const queryKey of [keys.incidents, keys.running, keys.tasks, ['record'], ['instance']]) void cache.invalidateQueries({ queryKey });
}
