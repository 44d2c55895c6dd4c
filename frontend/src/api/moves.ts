/** Running instances go on in a newer revision: what there is, what would happen, doing it, how far it is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type MoveOverview = components['schemas']['MoveOverview'];
export type MovePreview = components['schemas']['MovePreview'];
export type MoveProgress = components['schemas']['MoveProgress'];
export type MovePlan = Partial<components['schemas']['MovePreviewBody']>;

const often_ms = 1000;

export function useMoveOverview(app: string, workflow: string) {
  return useQuery({
    queryKey: [...keys.running, 'moves', app, workflow],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/workflows/{workflow}/moves', { params: { path: { app, workflow } } })),
  });
}

/** Nothing is moved by it. */
export function useMovePreview(app: string, workflow: string) {
  return useMutation({
    mutationFn: (body: MovePlan) => answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/moves/preview', { params: { path: { app, workflow } }, body: body as components['schemas']['MovePreviewBody'] })),
  });
}

export function useMove(app: string, workflow: string) {
  return useMutation({
    mutationFn: (body: MovePlan) => answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/moves', { params: { path: { app, workflow } }, body: body as components['schemas']['MovePlanBody'] })),
  });
}

/** Asked anew until it is done. */
export function useMoveProgress(id: string | null) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: ['move', id],
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === 'done' ? false : often_ms),
    queryFn: async () => {
      const told = await answer(client.GET('/api/v1/moves/{id}', { params: { path: { id: id ?? '' } } }));
      if (told.state === 'done') void cache.invalidateQueries({ queryKey: keys.running });
      return told;
    },
  });
}
