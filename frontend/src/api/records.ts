/** Apps, forms and their records: reading by page, writing with the revision one has seen. */
import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client, newIdempotencyKey } from './client';
import { keys } from './queries';
import type { FilterTree, RecordItem, Values } from './types';

export interface RecordQuery {
  filter?: FilterTree | null;
  sort?: string[];
  search?: string;
}

export function useApps() {
  return useQuery({ queryKey: keys.apps, queryFn: () => answer(client.GET('/api/v1/apps')), staleTime: 30_000 });
}

export function useForm(app: string, form: string) {
  return useQuery({
    queryKey: keys.form(app, form),
    enabled: Boolean(app && form),
    staleTime: 60_000,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}', { params: { path: { app, form } } })),
  });
}

interface Paged {
  limit: number;
  cursor?: string;
  /** So many are left out after the cursor. */
  skip?: number;
  count?: boolean;
}

export function pageOf(app: string, form: string, query: RecordQuery, { limit, cursor, skip, count }: Paged) {
  return answer(
    client.GET('/api/v1/apps/{app}/forms/{form}/records', {
      params: {
        path: { app, form },
        query: {
          limit,
          ...(query.filter ? { filter: JSON.stringify(query.filter) } : {}),
          ...(query.sort?.length ? { sort: query.sort.join(',') } : {}),
          ...(query.search ? { search: query.search } : {}),
          ...(cursor ? { cursor } : count ? { count: 1 } : {}),
          ...(skip ? { skip } : {}),
        },
      },
    }),
  );
}

/** `counted`: whether the first page tells how many there are. */
export function useRecords(app: string, form: string, query: RecordQuery, { limit = 60, counted = true, enabled = true } = {}) {
  return useInfiniteQuery({
    queryKey: [...keys.records(app, form), query, limit, counted],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) => pageOf(app, form, query, { limit, cursor: pageParam, count: counted }),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });
}

const mostPages = 5;
const largest = 200;

/** All records whose `field` refers to one of some others, up to a thousand; `cut` when there are more. */
export function recordsBelow(app: string, form: string, field: string, ids: string[], query: RecordQuery) {
  const below: FilterTree = { field, operator: 'one_of', value: ids };
  const asked = { ...query, filter: query.filter ? { all: [query.filter, below] } : below };
  return queryOptions({
    queryKey: [...keys.records(app, form), 'below', asked],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const items: RecordItem[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const found = await pageOf(app, form, asked, { limit: largest, cursor: cursor ?? undefined });
        items.push(...found.items);
        cursor = found.next_cursor;
        if (!cursor) break;
      }
      return { items, cut: Boolean(cursor) };
    },
  });
}

export function useRecord(app: string, form: string, id: string) {
  return useQuery({
    queryKey: keys.record(app, form, id),
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}', { params: { path: { app, form, id } } })),
  });
}

/** Where each value came from. */
export function useOrigins(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'origins'],
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/origins', { params: { path: { app, form, id } } })),
  });
}

export function useHistory(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'history'],
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/history', { params: { path: { app, form, id } } })),
  });
}

/** Who was told of it. */
export function useToldOf(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'told'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/messages', { params: { path: { app, form, id } } })),
  });
}

export function useFlow(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'flow'],
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/flow', { params: { path: { app, form, id } } })),
  });
}

function useStale(app: string, form: string) {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.records(app, form) }),
      cache.invalidateQueries({ queryKey: ['record', app, form] }),
      cache.invalidateQueries({ queryKey: keys.apps }),
      cache.invalidateQueries({ queryKey: keys.tasks }),
    ]);
}

/** `once` names one attempt of the person to send; the same key sent again creates nothing twice. */
export function useCreateRecord(app: string, form: string) {
  const stale = useStale(app, form);
  return useMutation({
    mutationFn: ({ values, once = newIdempotencyKey(), confirmed = [] }: { values: Values; once?: string; confirmed?: string[] }) =>
      answer(
        client.POST('/api/v1/apps/{app}/forms/{form}/records', {
          params: { path: { app, form }, header: { 'Idempotency-Key': once } },
          body: { values, confirmed },
        }),
      ),
    onSuccess: stale,
  });
}

export function useChangeRecord(app: string, form: string) {
  const stale = useStale(app, form);
  return useMutation({
    mutationFn: ({ id, revision, values, confirmed = [] }: { id: string; revision: number; values: Values; confirmed?: string[] }) =>
      answer(
        client.PATCH('/api/v1/apps/{app}/forms/{form}/records/{id}', {
          params: { path: { app, form, id }, header: { 'If-Match': `"${revision}"` } },
          body: { values, confirmed },
        }),
      ),
    onSuccess: stale,
  });
}

export function useDeleteRecord(app: string, form: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision }: { id: string; revision: number }) =>
      answer(
        client.DELETE('/api/v1/apps/{app}/forms/{form}/records/{id}', {
          params: { path: { app, form, id }, header: { 'If-Match': `"${revision}"` } },
        }),
      ),
    onSuccess: (_, { id }) => {
      for (const queryKey of [keys.records(app, form), keys.apps, keys.tasks]) void cache.invalidateQueries({ queryKey });
      // Its own page is about to be left; reading the record again would only show that it is gone.
      void cache.invalidateQueries({ queryKey: keys.record(app, form, id), refetchType: 'none' });
    },
  });
}

export function useRestoreRecord(app: string, form: string) {
  const stale = useStale(app, form);
  return useMutation({
    mutationFn: (id: string) => answer(client.POST('/api/v1/apps/{app}/forms/{form}/records/{id}/restore', { params: { path: { app, form, id } } })),
    onSuccess: stale,
  });
}
