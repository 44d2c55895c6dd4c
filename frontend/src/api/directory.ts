/** The directory: duplicates and merges, who owns a company. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

const form = '/api/v1/apps/{app}/forms/{form}';

export function useDuplicates(app: string, key: string) {
  return useQuery({
    queryKey: keys.duplicates(app, key),
    queryFn: () => answer(client.GET(`${form}/duplicates`, { params: { path: { app, form: key } } })),
    // While somebody's scan runs, its end is worth waiting for.
    refetchInterval: (query) => (query.state.data?.scan?.state === 'running' ? 1500 : false),
  });
}

/** How many groups wait; asked for where they can be merged. */
export function useDuplicateCount(app: string, key: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.duplicates(app, key), 'count'],
    enabled,
    queryFn: () => answer(client.GET(`${form}/duplicates/count`, { params: { path: { app, form: key } } })),
    select: (found) => found.groups,
    staleTime: 60_000,
  });
}

export function useScan(app: string, key: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST(`${form}/duplicates/scan`, { params: { path: { app, form: key } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.duplicates(app, key) }),
  });
}

export function useDismiss(app: string, key: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (records: string[]) => answer(client.POST(`${form}/duplicates/dismiss`, { params: { path: { app, form: key } }, body: { records } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.duplicates(app, key) }),
  });
}

function useAllStale() {
  const cache = useQueryClient();
  // A merge touches records of every form that refers to these.
  return () => cache.invalidateQueries();
}

export function useMerge(app: string, key: string) {
  const stale = useAllStale();
  return useMutation({
    mutationFn: (body: { winner: string; revisions: Record<string, number>; chosen: Record<string, string> }) =>
      answer(client.POST(`${form}/merges`, { params: { path: { app, form: key } }, body })),
    onSuccess: stale,
  });
}

/** How far a merge is that jobs carry out; asked again until it has ended. */
export function useMergeState(id: string | null) {
  return useQuery({
    queryKey: keys.merge(id ?? ''),
    enabled: Boolean(id),
    queryFn: () => answer(client.GET('/api/v1/merges/{id}', { params: { path: { id: id ?? '' } } })),
    refetchInterval: (query) => (['running', 'undoing'].includes(query.state.data?.state ?? 'running') ? 1000 : false),
  });
}

export function usePastMerges(app: string, key: string) {
  return useQuery({
    queryKey: keys.pastMerges(app, key),
    queryFn: () => answer(client.GET(`${form}/merges`, { params: { path: { app, form: key } } })),
    refetchInterval: (query) => (query.state.data?.items.some((one) => one.state === 'running' || one.state === 'undoing') ? 1500 : false),
  });
}

export function useUndoMerge() {
  const stale = useAllStale();
  return useMutation({
    mutationFn: ({ id, keepChanges }: { id: string; keepChanges: boolean }) =>
      answer(client.POST('/api/v1/merges/{id}/undo', { params: { path: { id } }, body: { keep_changes: keepChanges } })),
    onSuccess: stale,
  });
}

export function useAskOwner(app: string, key: string) {
  return useMutation({
    mutationFn: (name: string) => answer(client.POST(`${form}/collisions`, { params: { path: { app, form: key } }, body: { name } })),
  });
}
