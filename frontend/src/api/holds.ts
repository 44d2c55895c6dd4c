/** Holds: which records nobody may change for now, and releasing one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

/** What holds a record now. Stale with the record itself. */
export function useHolds(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'holds'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/holds', { params: { path: { app, form, id } } })),
  });
}

/** The held records of a form, record → reason. Stale with its records. */
export function useHeldRecords(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.records(app, form), 'held'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/holds', { params: { path: { app, form } } })),
    select: ({ items }) => new Map(items.map((one) => [one.record, one.reason])),
  });
}

export function useRelease(app: string, form: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (hold: string) =>
      answer(client.POST('/api/v1/apps/{app}/forms/{form}/records/{id}/holds/{hold}/release', { params: { path: { app, form, id, hold } } })),
    onSuccess: () => {
      for (const queryKey of [keys.record(app, form, id), keys.records(app, form)]) void cache.invalidateQueries({ queryKey });
    },
  });
}
