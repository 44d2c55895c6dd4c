/** Exports of lists: asked for, watched, fetched as a file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import type { RecordQuery } from './records';

export type ExportFormat = 'xlsx' | 'csv';
/** Detail lines in one cell, or a row for each with the record repeated or on the first only. */
export type ExportLines = 'cell' | 'repeated' | 'first';

export function useStartExport(app: string, form: string) {
  return useMutation({
    mutationFn: ({ query, columns, format, lines }: { query: RecordQuery; columns: string[]; format: ExportFormat; lines: ExportLines }) =>
      answer(
        client.POST('/api/v1/apps/{app}/forms/{form}/exports', {
          params: { path: { app, form } },
          body: { format, lines, columns, filter: query.filter ?? null, sort: query.sort ?? [], search: query.search ?? '' },
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
