/** Exports of lists: asked for, watched, fetched as a file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import type { RecordQuery } from './records';

export type ExportFormat = 'xlsx' | 'csv';

export function useStartExport(app: string, form: string) {
  return useMutation({
    mutationFn: ({ query, columns, format }: { query: RecordQuery; columns: string[]; format: ExportFormat }) =>
      answer(
        client.POST('/api/v1/apps/{app}/forms/{form}/exports', {
          params: { path: { app, form } },
          body: { format, columns, filter: query.filter ?? null, sort: query.sort ?? [], search: query.search ?? '' },
        }),
      ),
  });
}

export function useExport(id: string | null) {
  return useQuery({
    queryKey: ['export', id],
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'running' ? false : 400),
    queryFn: () => answer(client.GET('/api/v1/exports/{id}', { params: { path: { id: id ?? '' } } })),
  });
}
