/** Ways to look at a form's records: its views, and figures over what one may see. */
import { useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { FilterTree } from './types';

/** What one may not read is already left out. */
export interface ViewInfo {
  key: string;
  title: string;
  type: string;
  columns: string[];
  filter: FilterTree | null;
  sort: string[];
  limit: number;
}

export interface ChartRow {
  /** The field's value; null where it is empty. */
  key: string | null;
  /** Null where one may not know what the value points to. */
  label: string | null;
  value: number;
}

export interface ChartInfo {
  field: string;
  rows: ChartRow[];
  /** Records in groups that are not among the rows. */
  rest: number;
  total: number;
}

export function useViews(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.form(app, form), 'views'],
    enabled: Boolean(app && form),
    staleTime: 60_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/views', { params: { path: { app, form } } })),
  });
}

export function useChart(app: string, form: string, chart: string, query: { field: string; filter?: FilterTree | null; search?: string }) {
  const { field, filter, search } = query;
  return useQuery({
    queryKey: [...keys.records(app, form), 'chart', chart, query],
    enabled: Boolean(field),
    placeholderData: (before) => before,
    queryFn: () =>
      answer(
        client.GET('/api/v1/apps/{app}/forms/{form}/charts/{chart}', {
          params: { path: { app, form, chart }, query: { field, ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) } },
        }),
      ),
  });
}
