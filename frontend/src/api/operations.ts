/** Long operations: how far one is, and bulk edits of records, which can be taken back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, client } from './client';
import { keys } from './queries';
import type { FilterTree, Operation, Values } from './types';

const ended = (operation: Operation | undefined) => operation?.state === 'done' || operation?.state === 'failed';

/** Asks again twice a second until the operation has ended. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: keys.operation(id ?? ''),
    enabled: Boolean(id),
    refetchInterval: (query) => (ended(query.state.data) ? false : 500),
    queryFn: () => answer(client.GET('/api/v1/operations/{id}', { params: { path: { id: id ?? '' } } })),
  });
}

export interface BulkEdit {
  deed: 'change' | 'delete';
  values?: Values;
  /** Absent: all that filter and search find. */
  ids?: string[];
  filter?: FilterTree | null;
  search?: string;
}

export interface BulkResult {
  done: number;
  refused: number;
  problems: { id: string; title: string; reason: string }[];
}

/** Resolves to the operation's id. */
export function useBulkEdit(app: string, form: string) {
  return useMutation({
    mutationFn: async ({ deed, values = {}, ids, filter = null, search = '' }: BulkEdit) =>
      (await answer(client.POST('/api/v1/apps/{app}/forms/{form}/bulk', { params: { path: { app, form } }, body: { deed, values, ids: ids ?? null, filter, search } }))).operation,
  });
}

/** Resolves to the id of the operation that takes another back. */
export function useUndoBulk() {
  return useMutation({ mutationFn: async (id: string) => (await answer(client.POST('/api/v1/operations/{id}/undo', { params: { path: { id } } }))).operation });
}

/** What a bulk edit may have changed is asked anew once the `operation` has ended; null while it has not. */
export function useBulkStale(app: string, form: string, operation: string | null) {
  const cache = useQueryClient();
  useEffect(() => {
    if (operation) for (const queryKey of [keys.records(app, form), keys.form(app, form), keys.apps, keys.tasks, ['record']]) void cache.invalidateQueries({ queryKey });
  }, [cache, app, form, operation]);
}
