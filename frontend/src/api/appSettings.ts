/** What an app says of itself: title, order of its forms, parameters, what it reads and writes elsewhere. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useAppSettings(app: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'settings'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/settings', { params: { path: { app } } })),
    staleTime: 0,
  });
}

export function useChangeAppSettings(app: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { values: Record<string, unknown>; version: string }) => answer(client.PUT('/api/v1/apps/{app}/settings', { params: { path: { app } }, body })),
    // Titles, menus and parameters show on most pages.
    onSuccess: () => cache.invalidateQueries(),
  });
}
