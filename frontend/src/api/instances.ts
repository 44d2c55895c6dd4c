/** One run of a workflow: its graph with the ways gone, what a step did, and all that happened. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type InstanceInfo = components['schemas']['Instance'];
export type InstanceNode = components['schemas']['InstanceNode'];
export type InstanceStep = components['schemas']['InstanceStep'];
export type StepVisit = components['schemas']['StepVisit'];
export type StepIncident = components['schemas']['StepIncident'];
export type InstanceEvent = components['schemas']['InstanceEvent'];

const often_ms = 10_000;

/** Asked again while it runs. */
export function useInstance(id: string) {
  return useQuery({
    queryKey: keys.instance(id),
    refetchInterval: ({ state }) => (state.data && state.data.ended_at === null ? often_ms : false),
    queryFn: () => answer(client.GET('/api/v1/instances/{id}', { params: { path: { id } } })),
  });
}

/** `events` is how many things have happened: when more have, the step is looked at again. */
export function useInstanceStep(id: string, node: string, events: number) {
  return useQuery({
    queryKey: [...keys.instance(id), 'step', node, events],
    placeholderData: (before, query) => (query?.queryKey[3] === node ? before : undefined),
    queryFn: () => answer(client.GET('/api/v1/instances/{id}/steps/{node}', { params: { path: { id, node } } })),
  });
}

export function useInstanceEvents(id: string, events: number) {
  return useInfiniteQuery({
    queryKey: [...keys.instance(id), 'events', events],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => answer(client.GET('/api/v1/instances/{id}/events', { params: { path: { id }, query: { after: pageParam } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
