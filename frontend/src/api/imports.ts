/** Imports of spreadsheets: the file, its columns matched to fields, the run and what it could not take. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { multipart } from './pickers';
import { keys } from './queries';
import type { ImportInfo } from './types';

export function useStartDraft(app: string, form: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      answer(client.POST('/api/v1/apps/{app}/forms/{form}/imports', { params: { path: { app, form } }, ...multipart(file) } as never)) as Promise<ImportInfo>,
    onSuccess: (made) => cache.setQueryData(keys.import(made.id), made),
  });
}

const moving = (one: ImportInfo | undefined) => one?.state === 'checking' || one?.state === 'running' || one?.state === 'undoing';

export function useImport(id: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: keys.import(id),
    enabled: Boolean(id),
    refetchInterval: (query) => (moving(query.state.data) ? 500 : false),
    queryFn: async () => {
      const before = cache.getQueryData<ImportInfo>(keys.import(id));
      const now = await answer(client.GET('/api/v1/imports/{id}', { params: { path: { id } } }));
      // The panel's counts are of before the import.
      if (moving(before) && !moving(now)) void cache.invalidateQueries({ queryKey: keys.apps });
      return now;
    },
  });
}

export function useRunImport(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: { columns: { name: string; field: string | null }[]; options: { workflows: 'no' | 'yes' } }) => {
      await answer(client.PATCH('/api/v1/imports/{id}', { params: { path: { id } }, body }));
      return answer(client.POST('/api/v1/imports/{id}/start', { params: { path: { id } }, body: { again: true } }));
    },
    onSuccess: (started) => cache.setQueryData(keys.import(id), started),
  });
}

export function useImportProblems(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.import(id), 'problems'],
    enabled,
    queryFn: () => answer(client.GET('/api/v1/imports/{id}/problems', { params: { path: { id }, query: { limit: 100 } } })),
  });
}
