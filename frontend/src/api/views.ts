/** Ways to look at a form's records: its views, and figures over what one may see. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { FilterTree } from './types';

/** What one may not read is already left out. */
export type ViewInfo = components['schemas']['View'] & { filter: FilterTree | null };
/** `key` is the field's value, null where it is empty; `label` is null where one may not know what the value points to. */
export type ChartRow = components['schemas']['ChartRow'];
/** `rest` counts the records in groups that are not among the rows. */
export type ChartInfo = components['schemas']['Chart'];

export function useViews(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.form(app, form), 'views'],
    enabled: Boolean(app && form),
    staleTime: 60_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/views', { params: { path: { app, form } } })) as Promise<{ items: ViewInfo[] }>,
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

/** How many records have which value of a field, and what `sum` adds up to in each group. */
export function groupsOf(app: string, form: string, query: { field: string; sum?: string; filter?: FilterTree | null; search?: string }) {
  const { field, sum, filter, search } = query;
  return queryOptions({
    queryKey: [...keys.records(app, form), 'groups', query],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        client.GET('/api/v1/apps/{app}/forms/{form}/groups', {
          params: { path: { app, form }, query: { field, ...(sum ? { sum } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) } },
        }),
      ),
  });
}

export function useGroups(app: string, form: string, query: Parameters<typeof groupsOf>[2], enabled = true) {
  return useQuery({ ...groupsOf(app, form, query), enabled });
}
