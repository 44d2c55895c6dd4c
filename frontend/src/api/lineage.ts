/** Lineage: what depends on what, how values came, what a removed field breaks, why two numbers differ. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

/** One of two that are compared; `key` as the server names it, "metric:app.key". */
export interface ComparedSide {
  key: string;
  period?: string | null;
  moment?: string | null;
}

export function useLineage(node: string) {
  return useQuery({
    queryKey: [...keys.lineage, 'graph', node],
    queryFn: () => answer(client.GET('/api/v1/lineage', { params: { query: { node } } })),
    placeholderData: keepPreviousData,
  });
}

export function useValues(node: string) {
  return useQuery({
    queryKey: [...keys.lineage, 'values', node],
    queryFn: () => answer(client.GET('/api/v1/lineage/values', { params: { query: { node } } })),
  });
}

export function useRemoval(node: string) {
  return useQuery({
    queryKey: [...keys.lineage, 'removal', node],
    queryFn: () => answer(client.GET('/api/v1/lineage/removal', { params: { query: { node } } })),
  });
}

export function useComparables(app: string, form: string) {
  return useQuery({
    queryKey: [...keys.lineage, 'comparables', app, form],
    enabled: form !== '',
    queryFn: () => answer(client.GET('/api/v1/lineage/comparables', { params: { query: { app, form } } })),
  });
}

export function useDifference(left: ComparedSide, right: ComparedSide | null) {
  return useQuery({
    queryKey: [...keys.lineage, 'difference', left, right],
    enabled: right !== null,
    queryFn: () => answer(client.GET('/api/v1/lineage/difference', { params: { query: { ...asked('left', left), ...asked('right', right ?? left) } } })),
  });
}

function asked<Side extends 'left' | 'right'>(side: Side, of: ComparedSide) {
  const given = { [side]: of.key, [`${side}_period`]: of.period, [`${side}_moment`]: of.moment };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Record<string, string>;
}
