/** Imports of spreadsheets: the file, its columns matched to fields, what would be done to it, the run, its undoing. */
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { multipart } from './multipart';
import { keys } from './queries';
import type { ImportInfo, ImportWish } from './types';

export function useStartDraft(app: string, form: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      answer(client.POST('/api/v1/apps/{app}/forms/{form}/imports', { params: { path: { app, form } }, ...multipart(file) } as never)) as Promise<ImportInfo>,
    onSuccess: (made) => cache.setQueryData(keys.import(made.id), made),
  });
}

const moving = (one: ImportInfo | undefined) => one !== undefined && ['matching', 'checking', 'running', 'undoing'].includes(one.state);

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

export function useImports(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.form(app, form), 'imports'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/imports', { params: { path: { app, form } } })),
  });
}

const settingUp = (id: string) => ['set-up', id];

/** What would be done to the cells; asked again whenever something is set up otherwise, once the server knows of it. */
export function useImportPreview(job: ImportInfo) {
  const underWay = useIsMutating({ mutationKey: settingUp(job.id) }) > 0;
  return useQuery({
    queryKey: [...keys.import(job.id), 'preview', job.columns.map((column) => [column.field, column.cleanings, column.names, column.also]), job.options.joined, job.options.group, job.options.mode, job.options.key, job.sheet.sheet, job.sheet.header_row],
    enabled: !underWay,
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data?.complete === false ? 700 : false),
    queryFn: () => answer(client.GET('/api/v1/imports/{id}/preview', { params: { path: { id: job.id } } })),
  });
}

/** Set up a draft. The page shows the wish at once, and what the server made of it when it answers the last one. */
export function useSetUp(id: string) {
  const cache = useQueryClient();
  const last = () => cache.isMutating({ mutationKey: settingUp(id) }) === 1;
  return useMutation({
    mutationKey: settingUp(id),
    // One after the other: what was wished last must be what stays.
    scope: { id: `set-up-${id}` },
    mutationFn: (wish: ImportWish) => answer(client.PATCH('/api/v1/imports/{id}', { params: { path: { id } }, body: wish })),
    onMutate: (wish) => {
      const before = cache.getQueryData<ImportInfo>(keys.import(id));
      if (before) cache.setQueryData(keys.import(id), wished(before, wish));
    },
    // An earlier answer knows nothing of the wishes made since: shown, it would take them back under the person's hand.
    onSuccess: (made) => {
      if (last()) cache.setQueryData(keys.import(id), made);
    },
    onError: () => {
      if (last()) void cache.invalidateQueries({ queryKey: keys.import(id), exact: true });
    },
  });
}

function wished(job: ImportInfo, wish: ImportWish): ImportInfo {
  const by = new Map((wish.columns ?? []).map((column) => [column.name, column]));
  return {
    ...job,
    columns: job.columns.map((column) => ({ ...column, ...by.get(column.name) })) as ImportInfo['columns'],
    options: { ...job.options, ...wish.options },
  };
}

export function useRunImport(id: string) {
  const cache = useQueryClient();
  return useMutation({
    // After what was set up last.
    scope: { id: `set-up-${id}` },
    mutationFn: (again: boolean) => answer(client.POST('/api/v1/imports/{id}/start', { params: { path: { id } }, body: { again } })),
    onSuccess: (started) => cache.setQueryData(keys.import(id), started),
  });
}

export type ImportAct = 'pause' | 'resume' | 'cancel' | 'undo';

export function useImportAct(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (act: ImportAct) => answer(client.POST(`/api/v1/imports/{id}/${act}`, { params: { path: { id } } })),
    onSuccess: (now) => cache.setQueryData(keys.import(id), now),
  });
}

export function useImportProblems(id: string, state: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.import(id), 'problems', state],
    enabled,
    queryFn: () => answer(client.GET('/api/v1/imports/{id}/problems', { params: { path: { id }, query: { limit: 100 } } })),
  });
}
