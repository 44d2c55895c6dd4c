/** Pilots: for which departments an app's drafts hold before they hold for everybody. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type RunningPilot = components['schemas']['RunningPilot'];

/** Null where there is none. */
export function usePilot(app: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'pilot'],
    queryFn: async () => (await answer(client.GET('/api/v1/apps/{app}/pilot', { params: { path: { app } } }))).pilot,
    staleTime: 0,
  });
}

export function useStartPilot(app: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { drafts: { kind: string; key: string; version: number }[]; departments: string[] }) => answer(client.PUT('/api/v1/apps/{app}/pilot', { params: { path: { app } }, body })),
    // Whoever begins it may belong to one of them.
    onSuccess: () => cache.invalidateQueries(),
  });
}

export function useStopPilot(app: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.DELETE('/api/v1/apps/{app}/pilot', { params: { path: { app } } })),
    onSuccess: () => cache.invalidateQueries(),
  });
}
