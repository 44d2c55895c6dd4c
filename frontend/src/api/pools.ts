/** Pools: what lies in them, where a record stands, and the acts. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

const pool = '/api/v1/apps/{app}/pools/{key}';

export interface PoolWish {
  records: string[];
  person?: string | null;
  reason?: string | null;
  comment?: string | null;
  until?: string | null;
}

export function usePools(app: string) {
  return useQuery({
    queryKey: keys.pools(app),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/pools', { params: { path: { app } } })),
    staleTime: 30_000,
  });
}

export function usePool(app: string, key: string) {
  return useQuery({
    queryKey: [...keys.pools(app), key],
    queryFn: () => answer(client.GET(pool, { params: { path: { app, key } } })),
  });
}

export function useLying(app: string, key: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...keys.pools(app), key, 'lying', search],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(client.GET(`${pool}/records`, { params: { path: { app, key }, query: { limit: 50, count: 1, ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useHoldings(app: string, key: string) {
  return useQuery({ queryKey: [...keys.pools(app), key, 'holdings'], queryFn: () => answer(client.GET(`${pool}/holdings`, { params: { path: { app, key } } })) });
}

export function usePoolFigures(app: string, key: string, days: number) {
  return useQuery({
    queryKey: [...keys.pools(app), key, 'figures', days],
    queryFn: () => answer(client.GET(`${pool}/figures`, { params: { path: { app, key }, query: { days } } })),
    placeholderData: keepPreviousData,
  });
}

export function usePoolMoves(app: string, key: string) {
  return useInfiniteQuery({
    queryKey: [...keys.pools(app), key, 'moves'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => answer(client.GET(`${pool}/moves`, { params: { path: { app, key }, query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useStanding(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(app, form, id), 'pool'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}/pool', { params: { path: { app, form, id } } })),
    select: (found) => found.standing,
  });
}

/** An act touches the record, its list and the pool's numbers. */
function useStale() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries();
}

export function usePoolAct(app: string, key: string) {
  return useMutation({
    mutationFn: ({ act, records, person = null, reason = null, comment = null, until = null }: PoolWish & { act: string }) =>
      answer(client.POST(`${pool}/acts/{act}`, { params: { path: { app, key, act } }, body: { records, person, reason, comment, until } })),
    onSettled: useStale(),
  });
}

export function useHandOver(app: string, key: string) {
  return useMutation({
    mutationFn: (body: { person: string; to: string | null }) => answer(client.POST(`${pool}/hand-over`, { params: { path: { app, key } }, body: { ...body, comment: null } })),
    onSettled: useStale(),
  });
}

export function useCollisionLog(app: string, form: string) {
  return useInfiniteQuery({
    queryKey: ['collisions', app, form],
    initialPageParam: '',
    queryFn: ({ pageParam }) => answer(client.GET('/api/v1/apps/{app}/forms/{form}/collisions', { params: { path: { app, form }, query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (page) => page.next_cursor,
  });
}
