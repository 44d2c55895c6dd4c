/** Metrics of an app: what there is, figures, the records behind one, what it is made of. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export interface FigureQuestion {
  period: string;
  last?: number;
  compare?: 'previous' | 'year';
  by?: string;
  most?: number;
}

export interface FigurePlace {
  period: string;
  by?: string;
  /** JSON of the dimension's value. */
  value?: string;
  /** JSON of the dimensions it is narrowed by, each with its one value. */
  only?: string;
  part?: 'part';
  of?: string;
}

export function useMetrics(app: string, enabled = true) {
  return useQuery({
    queryKey: keys.metrics(app),
    enabled,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/metrics', { params: { path: { app } } })),
    staleTime: 60_000,
  });
}

export function useFigures(app: string, key: string, query: FigureQuestion) {
  return useQuery({
    queryKey: [...keys.metric(app, key), 'value', query],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/metrics/{key}/value', { params: { path: { app, key }, query } })),
    placeholderData: keepPreviousData,
  });
}

export function useMetric(app: string, key: string, period: string) {
  return useQuery({
    queryKey: [...keys.metric(app, key), 'definition', period],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/metrics/{key}', { params: { path: { app, key }, query: { period } } })),
  });
}

export function useAlarms(app: string, key: string) {
  return useQuery({
    queryKey: [...keys.metric(app, key), 'alarms'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/metrics/{key}/alarms', { params: { path: { app, key } } })),
  });
}

export function useFigureRecords(app: string, key: string, place: FigurePlace) {
  return useInfiniteQuery({
    queryKey: [...keys.metric(app, key), 'records', place],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(client.GET('/api/v1/apps/{app}/metrics/{key}/records', { params: { path: { app, key }, query: { ...place, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor,
  });
}
