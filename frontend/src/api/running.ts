/** What runs: figures, the instances behind them, and jobs that stopped. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type RunningInfo = components['schemas']['Running'];
export type RunningWorkflow = components['schemas']['RunningWorkflow'];
export type RunningInstance = components['schemas']['RunningInstance'];
export type StoppedJob = components['schemas']['StoppedJob'];

/** Which instances: all that have not ended without a state. */
export interface Wanted {
  app?: string;
  workflow?: string;
  state?: string;
  /** Those that stand at this step of the workflow. */
  node?: string;
  search?: string;
  /** Those that ended in this span. */
  ended_from?: string;
  ended_until?: string;
}

const often_ms = 10_000;

export function useRunning() {
  return useQuery({ queryKey: keys.running, refetchInterval: often_ms, queryFn: () => answer(client.GET('/api/v1/running')) });
}

export function useRunningInstances(wanted: Wanted) {
  return useInfiniteQuery({
    queryKey: [...keys.running, 'instances', wanted],
    refetchInterval: often_ms,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/v1/running/instances', { params: { query: { ...wanted, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** Of one workflow: how many stand at each step, and how long runs usually stay there. */
export function useRunningSteps(app: string, workflow: string) {
  return useQuery({
    queryKey: [...keys.running, 'steps', app, workflow],
    refetchInterval: often_ms,
    queryFn: () => answer(client.GET('/api/v1/running/steps', { params: { query: { app, workflow } } })),
  });
}

export function useJobKinds() {
  return useQuery({ queryKey: [...keys.running, 'kinds'], refetchInterval: 6 * often_ms, queryFn: () => answer(client.GET('/api/v1/running/kinds')) });
}

export function useStoppedJobs() {
  return useQuery({ queryKey: [...keys.running, 'jobs'], refetchInterval: often_ms, queryFn: () => answer(client.GET('/api/v1/running/jobs')) });
}

export function useRetryJob() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(client.POST('/api/v1/running/jobs/{id}/retry', { params: { path: { id } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.running }),
  });
}
