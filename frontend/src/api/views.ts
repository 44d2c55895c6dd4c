/** Ways to look at a form's records: its views, those that persons saved, and figures over what one may see. */
import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

/** Records that have no place in a tree: what stands above them is not seen, or they stand in a circle. */
export function useAstray(app: string, form: string, { parent, filter, search }: { parent: string; filter?: FilterTree | null; search?: string }, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.records(app, form), 'astray', { parent, filter, search }],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        client.GET('/api/v1/apps/{app}/forms/{form}/astray', {
          params: { path: { app, form }, query: { parent, ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) } },
        }),
      ),
  });
}

/** From when to when the work below records lasts. */
export function extentsOf(app: string, form: string, { filter, search, ids, ...parts }: Asked & { parent: string; starts: string; ends?: string; ids: string[] }) {
  return queryOptions({
    queryKey: [...keys.records(app, form), 'extents', { ...parts, filter, search, ids }],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        client.GET(`${place}/extents`, {
          params: { path: { app, form }, query: { ...parts, ids: ids.join(','), ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) } },
        }),
      ),
  });
}

export type ExtentInfo = components['schemas']['Extent'];
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

export type FigureGroup = components['schemas']['FigureGroup'];

interface Asked {
  filter?: FilterTree | null;
  search?: string;
}

const place = '/api/v1/apps/{app}/forms/{form}';

/** What a question for figures is called in the cache and how it is asked, for one and for many at once: with `field` by its
 * values, the largest groups first, each with how many it holds. */
export function figuresOf(app: string, form: string, { figures = [], field, filter, search }: Asked & { figures?: string[]; field?: string }) {
  return queryOptions({
    queryKey: [...keys.records(app, form), 'figures', { figures, field, filter, search }],
    queryFn: () =>
      answer(
        client.GET(`${place}/figures`, {
          params: {
            path: { app, form },
            query: { ...(figures.length > 0 ? { figures: figures.join(',') } : {}), ...(field ? { field } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}) },
          },
        }),
      ),
  });
}

/** How many records have which value of a field, and what figures each group has. */
export function useGroups(app: string, form: string, query: Asked & { figures?: string[]; field: string }, enabled = true) {
  return useQuery({ ...figuresOf(app, form, query), enabled, placeholderData: keepPreviousData });
}

/** Figures of columns over all records that are found. */
export function useFigures(app: string, form: string, query: Asked & { figures: string[] }) {
  return useQuery({ ...figuresOf(app, form, query), enabled: query.figures.length > 0, placeholderData: (before) => before });
}

/** Which of these records meet which of the conditions. */
export function holdingOf(app: string, form: string, ids: string[], conditions: FilterTree[]) {
  return {
    queryKey: [...keys.records(app, form), 'holding', conditions, ids],
    enabled: ids.length > 0 && conditions.length > 0,
    staleTime: 60_000,
    queryFn: () => answer(client.POST(`${place}/holding`, { params: { path: { app, form } }, body: { ids, conditions } })),
  };
}

export interface SavedSettings {
  title: string;
  type: string;
  settings: Record<string, unknown>;
}

export type SharedWith = { all: true } | { roles: string[] } | null;

/** Saving, renaming, sharing and removing views of one's own, and the one to begin with. */
export function useSavedViews(app: string, form: string) {
  const cache = useQueryClient();
  const path = { app, form };
  const onSuccess = () => cache.invalidateQueries({ queryKey: [...keys.form(app, form), 'views'] });
  return {
    save: useMutation({ mutationFn: (body: SavedSettings) => answer(client.POST(`${place}/views`, { params: { path }, body })), onSuccess }),
    change: useMutation({
      mutationFn: ({ view, ...body }: { view: string; title?: string; settings?: Record<string, unknown>; shared?: SharedWith }) => answer(client.PATCH(`${place}/views/{view}`, { params: { path: { ...path, view } }, body })),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (view: string) => answer(client.DELETE(`${place}/views/{view}`, { params: { path: { ...path, view } } })), onSuccess }),
    begin: useMutation({ mutationFn: (view: string | null) => answer(client.PUT(`${place}/views/first`, { params: { path }, body: { view } })), onSuccess }),
  };
}

export type JourneyCell = components['schemas']['JourneyCell'];

/** Cases on their way over the lanes of a journey. */
export function useJourney(app: string, form: string, view: string, query: { filter?: FilterTree | null; search?: string; sort?: string[] }) {
  const { filter, search, sort } = query;
  return useInfiniteQuery({
    queryKey: [...keys.records(app, form), 'journey', view, query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/api/v1/apps/{app}/forms/{form}/journeys/{view}', {
          params: {
            path: { app, form, view },
            query: { ...(filter ? { filter: JSON.stringify(filter) } : {}), ...(search ? { search } : {}), ...(sort?.length ? { sort: sort.join(',') } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
