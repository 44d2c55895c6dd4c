/** Records of a list filled in place: rows saved one by one stay where they are; several are written at once, all or none. */
import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { answer, client, newIdempotencyKey } from './client';
import { keys } from './queries';
import type { RecordItem, RecordPage, Schemas, Values } from './types';

export type Deeds = Schemas['DeedsBody'];
export type Done = Schemas['Done'];

const page = 200;
const form = '/api/v1/apps/{app}/forms/{form}';

const listKey = (app: string, key: string, by: string, record: string) => [...keys.records(app, key), 'related', by, record];

export function useRelatedRecords(app: string, key: string, by: string, record: string) {
  return useInfiniteQuery({
    queryKey: listKey(app, key, by, record),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        client.GET(`${form}/records`, {
          params: {
            path: { app, form: key },
            query: { limit: page, filter: JSON.stringify({ field: by, operator: 'equal', value: record }), sort: 'created_at', ...(pageParam ? { cursor: pageParam } : { count: 1 }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

/** Everything that shows these records is asked anew; the list itself only when it was not brought up to date here. */
function useStale(app: string, key: string, by: string, record: string) {
  const cache = useQueryClient();
  const own = listKey(app, key, by, record);
  return (withList: boolean) =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.records(app, key), predicate: (query) => withList || query.queryKey.join() !== own.join() }),
      cache.invalidateQueries({ queryKey: ['record'] }),
      cache.invalidateQueries({ queryKey: keys.apps }),
    ]);
}

export interface RowToSave {
  /** Absent for a new record. */
  id?: string;
  revision?: number;
  values: Values;
  confirmed: string[];
}

export function useSaveRow(app: string, key: string, by: string, record: string) {
  const cache = useQueryClient();
  const stale = useStale(app, key, by, record);
  return useMutation({
    mutationFn: ({ id, revision, values, confirmed }: RowToSave): Promise<RecordItem> =>
      id === undefined
        ? answer(client.POST(`${form}/records`, { params: { path: { app, form: key }, header: { 'Idempotency-Key': newIdempotencyKey() } }, body: { values: { ...values, [by]: record }, confirmed } }))
        : answer(client.PATCH(`${form}/records/{id}`, { params: { path: { app, form: key, id }, header: { 'If-Match': `"${revision}"` } }, body: { values, confirmed } })),
    onSuccess: (saved, { id }) => {
      cache.setQueryData<InfiniteData<RecordPage, string>>(listKey(app, key, by, record), (data) => data && withRecord(data, saved, id === undefined));
      void stale(false);
    },
  });
}

function withRecord(data: InfiniteData<RecordPage, string>, saved: RecordItem, isNew: boolean): InfiniteData<RecordPage, string> {
  const last = data.pages.length - 1;
  const pages = data.pages.map((one, place) => ({
    ...one,
    total: place === 0 && isNew && typeof one.total === 'number' ? one.total + 1 : one.total,
    items: isNew ? (place === last ? [...one.items, saved] : one.items) : one.items.map((item) => (item.id === saved.id ? saved : item)),
  }));
  return { ...data, pages };
}

export function useWriteTogether(app: string, key: string, by: string, record: string) {
  const stale = useStale(app, key, by, record);
  return useMutation({
    mutationFn: (deeds: Deeds) => answer(client.POST(`${form}/together`, { params: { path: { app, form: key } }, body: deeds })),
    onSuccess: () => stale(true),
  });
}

export type PastedRows = Schemas['PasteBody'];

export function usePasteRows(app: string, key: string, by: string, record: string) {
  const stale = useStale(app, key, by, record);
  return useMutation({
    mutationFn: (rows: Pick<PastedRows, 'columns' | 'rows' | 'onto' | 'confirmed'>) => answer(client.POST(`${form}/cells`, { params: { path: { app, form: key } }, body: { ...rows, common: { [by]: record } } })),
    onSuccess: (found) => (found.done ? stale(true) : undefined),
  });
}
