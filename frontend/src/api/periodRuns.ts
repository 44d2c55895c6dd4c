/** Runs for a period: sheets, periods, runs with their rows, and what managers do. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

const at = '/api/v1/apps/{app}/period-runs';
// While a run works, how far it is.
const SOON = 1500;
const BUSY = new Set(['calculating', 'writing']);

export function usePeriodSheets(app: string) {
  return useQuery({ queryKey: [...keys.periodRuns(app), 'sheets'], staleTime: 60_000, queryFn: () => answer(client.GET(at, { params: { path: { app } } })) });
}

export function usePeriods(app: string, workflow: string, node: string) {
  return useQuery({
    queryKey: [...keys.periodRuns(app), 'periods', workflow, node],
    queryFn: () => answer(client.GET(`${at}/of/{workflow}/{node}`, { params: { path: { app, workflow, node } } })),
    refetchInterval: ({ state }) => (state.data?.periods.some(({ current }) => current && BUSY.has(current.state)) ? SOON : false),
  });
}

export function useRun(app: string, id: string) {
  return useQuery({
    queryKey: [...keys.periodRuns(app), 'run', id],
    queryFn: () => answer(client.GET(`${at}/runs/{id}`, { params: { path: { app, id } } })),
    refetchInterval: ({ state }) => (state.data && BUSY.has(state.data.state) ? SOON : false),
  });
}

/** `state` of the run: its rows are others once it has written. */
export function useRunRows(app: string, id: string, state: string, difference: string | null) {
  return useInfiniteQuery({
    queryKey: [...keys.periodRuns(app), 'rows', id, state, difference],
    initialPageParam: '',
    queryFn: ({ pageParam: after }) => answer(client.GET(`${at}/runs/{id}/rows`, { params: { path: { app, id }, query: { ...(difference ? { difference } : {}), ...(after ? { after } : {}) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function usePeriodActs(app: string, workflow: string, node: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.periodRuns(app) });
  const path = { app, workflow, node };
  return {
    start: useMutation({ mutationFn: (period: string) => answer(client.POST(`${at}/of/{workflow}/{node}/runs`, { params: { path }, body: { period } })), onSuccess }),
    close: useMutation({ mutationFn: (period: string) => answer(client.POST(`${at}/of/{workflow}/{node}/periods/{period}/close`, { params: { path: { ...path, period } } })), onSuccess }),
    reopen: useMutation({
      mutationFn: ({ period, reason }: { period: string; reason: string }) => answer(client.POST(`${at}/of/{workflow}/{node}/periods/{period}/reopen`, { params: { path: { ...path, period } }, body: { reason } })),
      onSuccess,
    }),
  };
}

export function useRunActs(app: string, id: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.periodRuns(app) });
  const params = { path: { app, id } };
  return {
    confirm: useMutation({ mutationFn: () => answer(client.POST(`${at}/runs/{id}/confirm`, { params })), onSuccess }),
    discard: useMutation({ mutationFn: () => answer(client.POST(`${at}/runs/{id}/discard`, { params })), onSuccess }),
  };
}

/** The rows as a workbook. */
export function runFile(app: string, id: string, difference: string | null): string {
  return `/api/v1/apps/${app}/period-runs/runs/${id}/rows.xlsx${difference ? `?difference=${difference}` : ''}`;
}
