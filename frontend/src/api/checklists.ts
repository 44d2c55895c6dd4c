/** Checklists: which items a new record would have, and ticking one off in a record that is there. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';
import type { RecordItem, Values } from './types';

type Tick = components['schemas']['TickBody'];

/** `values`: the fields that the list depends on. */
export function useItems(app: string, form: string, field: string, values: Values | undefined) {
  return useQuery({
    queryKey: ['items', app, form, field, values],
    enabled: values !== undefined,
    staleTime: 30_000,
    placeholderData: (before) => before,
    queryFn: () => answer(client.POST('/api/v1/apps/{app}/forms/{form}/checklists/{field}', { params: { path: { app, form, field } }, body: { values: values ?? {} } })),
  });
}

/** Ticks need no revision; answers may overtake one another, so an older one never replaces a newer. */
export function useTick(app: string, form: string, record: string, field: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ item, done }: { item: string; done: Tick }) =>
      answer(client.PATCH('/api/v1/apps/{app}/forms/{form}/records/{id}/checklists/{field}/{item}', { params: { path: { app, form, id: record, field, item } }, body: done })),
    onSuccess: (saved) => {
      const key = keys.record(app, form, record);
      const newer = saved as unknown as RecordItem;
      cache.setQueryData<RecordItem>(key, (known) => (known && known.revision > newer.revision ? known : newer));
      void cache.invalidateQueries({ queryKey: key, predicate: (query) => query.queryKey.length > key.length });
      void cache.invalidateQueries({ queryKey: keys.records(app, form) });
    },
  });
}
