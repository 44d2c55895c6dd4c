/** Workflows that people start: what is offered where, starting one, starting one for each of many records. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import type { BulkEdit } from './operations';
import { keys } from './queries';
import type { StartOffer, Values } from './types';

/** Those about no record, of one app or of all. */
export function useStarts(app?: string) {
  return useQuery({ queryKey: [...keys.starts, app ?? ''], staleTime: 60_000, queryFn: () => answer(client.GET('/api/v1/starts', { params: { query: app ? { app } : {} } })) });
}

/** Those about records of a form; with `record` those that can be started on it. */
export function useFormStarts(app: string, form: string, record?: string, enabled = true) {
  return useQuery({
    queryKey: [...keys.starts, app, form, record ?? ''],
    enabled,
    staleTime: 10_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/starts', { params: { path: { app, form }, query: record ? { record } : {} } })),
  });
}

/** `once` names the press: sent again it starts nothing more. */
export function useStart(offer: StartOffer) {
  const cache = useQueryClient();
  const path = { app: offer.app, workflow: offer.workflow };
  return useMutation({
    mutationFn: ({ record, inputs, once }: { record: string | null; inputs: Values; once: string }) =>
      answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/starts', { params: { path, header: { 'Idempotency-Key': once } }, body: { record, inputs } })),
    onSuccess: () => {
      for (const queryKey of [keys.starts, keys.tasks, ['records'], ['record']]) void cache.invalidateQueries({ queryKey });
    },
  });
}

/** Resolves to the operation's id. */
export function useBulkStart(offer: StartOffer) {
  const path = { app: offer.app, workflow: offer.workflow };
  return useMutation({
    mutationFn: async ({ inputs, ids, filter = null, search = '' }: Omit<BulkEdit, 'deed'> & { inputs: Values }) =>
      (await answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/bulk-starts', { params: { path }, body: { inputs, ids: ids ?? null, filter, search } }))).operation,
  });
}
