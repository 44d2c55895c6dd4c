/** What was deleted of a form, and bringing several back at once, all or none. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

const page = 50;

const binKey = (app: string, form: string) => [...keys.form(app, form), 'deleted'];

export function useDeleted(app: string, form: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...binKey(app, form), search],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(client.GET('/api/v1/apps/{app}/forms/{form}/deleted', { params: { path: { app, form }, query: { limit: page, ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : { count: 1 }) } } })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useRestoreSeveral(app: string, form: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => answer(client.POST('/api/v1/apps/{app}/forms/{form}/together', { params: { path: { app, form } }, body: { restore: ids } })),
    onSuccess: () => {
      for (const queryKey of [binKey(app, form), keys.records(app, form), keys.apps, ['record']]) void cache.invalidateQueries({ queryKey });
    },
  });
}
