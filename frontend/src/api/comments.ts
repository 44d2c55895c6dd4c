/** What those who build an app say to one another about a document. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export interface Place {
  app: string;
  kind: string;
  key: string;
}

const keyOf = ({ app, kind, key }: Place) => [...keys.drafts(app), 'comments', kind, key];

export function useComments(place: Place) {
  return useQuery({
    queryKey: keyOf(place),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/documents/{kind}/{key}/comments', { params: { path: { ...place } } })),
    staleTime: 15_000,
    refetchInterval: 60_000,
  });
}

export function useComment(place: Place) {
  const cache = useQueryClient();
  return useMutation({
    /** `part`: the way to what it is about, by keys; null for the whole document. */
    mutationFn: ({ text, part }: { text: string; part: string | null }) => answer(client.POST('/api/v1/apps/{app}/documents/{kind}/{key}/comments', { params: { path: { ...place } }, body: { text, part } })),
    onSuccess: (found) => cache.setQueryData(keyOf(place), found),
  });
}

export function useSettleComment(place: Place) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, settled }: { id: string; settled: boolean }) => answer(client.PUT('/api/v1/apps/{app}/documents/{kind}/{key}/comments/{id}', { params: { path: { ...place, id } }, body: { settled } })),
    onSuccess: (found) => cache.setQueryData(keyOf(place), found),
  });
}
