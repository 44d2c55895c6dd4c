/** Dry runs: what is asked before one, and what would happen. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import type { components } from './schema';

export type RehearsalQuestion = components['schemas']['RehearsalQuestion'];
export type RehearsalStep = components['schemas']['RehearsalStep'];
export type Rehearsal = components['schemas']['Rehearsal'];
type Whole = components['schemas']['RehearsalBody'];
export type RehearsalReply = Partial<NonNullable<Whole['replies']>[number]>;
/** What is left out is as the server takes it. */
export type RehearsalWish = Partial<Omit<Whole, 'replies'>> & { replies?: RehearsalReply[] };

export function useRehearsalQuestion(app: string, workflow: string) {
  return useQuery({
    queryKey: ['rehearsal', app, workflow],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/workflows/{workflow}/dry-run', { params: { path: { app, workflow } } })),
  });
}

/** Nothing that is known becomes stale by it. */
export function useRehearse(app: string, workflow: string) {
  return useMutation({
    mutationFn: (wish: RehearsalWish) => answer(client.POST('/api/v1/apps/{app}/workflows/{workflow}/dry-run', { params: { path: { app, workflow } }, body: wish as Whole })),
  });
}
