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

export type CellInfo = components['schemas']['PlaceCell'];
export type AreaInfo = components['schemas']['Area'];

/** The fields that say where a record lies. */
export interface Where {
  place?: string;
  latitude?: string;
  longitude?: string;
}

/** How many records lie in which cell of a grid. `box`: "south,west,north,east". */
export function useCells(app: string, form: string, query: Where & { zoom: number; box?: string; weight?: string; filter?: FilterTree | null; search?: string }, enabled = true) {
  const { filter, search, ...rest } = query;
  return useQuery({
    queryKey: [...keys.records(app, form), 'places', query],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        client.GET('/api/v1/apps/{app}/forms/{form}/places', {
          params: { path: { app, form }, query: { ...rest, ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) } },
        }),
      ),
  });
}

/** Shapes to stand on. */
export function useAreas(app: string, form: string, key: string | null) {
  return useQuery({
    queryKey: [...keys.form(app, form), 'areas', key],
    enabled: key !== null,
    staleTime: 3_600_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/areas/{key}', { params: { path: { app, form, key: key ?? '' } } })),
  });
}

export function useGroups(app: string, form: string, query: Parameters<typeof groupsOf>[2], enabled = true) {
  return useQuery({ ...groupsOf(app, form, query), enabled });
}
