/** Ways to look at a form's records: its views, and counts of its groups. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { FilterTree } from './types';

/** What one may not read is already left out. */
export type ViewInfo = components['schemas']['View'] & { filter: FilterTree | null };
export function useViews(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.form(app, form), 'views'],
    enabled: Boolean(app && form),
    staleTime: 60_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/views', { params: { path: { app, form } } })) as Promise<{ items: ViewInfo[] }>,
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
