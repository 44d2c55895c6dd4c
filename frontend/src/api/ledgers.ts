/** Ledgers of an app: accounts, statements, entries by hand, reversals, closed periods. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client, newIdempotencyKey } from './client';
import { keys } from './queries';

const at = '/api/v1/apps/{app}/ledgers';

export function useLedgers(app: string) {
  return useQuery({ queryKey: keys.ledgers(app), staleTime: 60_000, queryFn: () => answer(client.GET(at, { params: { path: { app } } })) });
}

export function useAccounts(app: string, key: string) {
  return useInfiniteQuery({
    queryKey: [...keys.ledgers(app), key, 'accounts'],
    initialPageParam: '',
    queryFn: ({ pageParam: after }) => answer(client.GET(`${at}/{key}/accounts`, { params: { path: { app, key }, query: after ? { after } : {} } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function useStatement(app: string, key: string, account: string, period: string | null) {
  return useInfiniteQuery({
    queryKey: [...keys.ledgers(app), key, 'statement', account, period],
    initialPageParam: '',
    queryFn: ({ pageParam: before }) =>
      answer(client.GET(`${at}/{key}/accounts/{account}`, { params: { path: { app, key, account }, query: { ...(period ? { period } : {}), ...(before ? { before } : {}) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export function useClosings(app: string, key: string) {
  return useQuery({ queryKey: [...keys.ledgers(app), key, 'closings'], queryFn: () => answer(client.GET(`${at}/{key}/closings`, { params: { path: { app, key } } })) });
}

/** What a manager does: each makes all that is told of the ledger stale. */
export function useLedgerActs(app: string, key: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.ledgers(app) });
  return {
    post: useMutation({
      mutationFn: ({ account, once = newIdempotencyKey(), ...body }: { account: string; amount: string; reason: string; once?: string }) =>
        answer(client.POST(`${at}/{key}/accounts/{account}/entries`, { params: { path: { app, key, account }, header: { 'Idempotency-Key': once } }, body })),
      onSuccess,
    }),
    reverse: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) => answer(client.POST(`${at}/{key}/entries/{id}/reverse`, { params: { path: { app, key, id } }, body: { reason } })),
      onSuccess,
    }),
    close: useMutation({
      mutationFn: (period: string) => answer(client.POST(`${at}/{key}/closings`, { params: { path: { app, key } }, body: { period } })),
      onSuccess,
    }),
  };
}

/** The statement as a workbook. */
export function statementFile(app: string, key: string, account: string, period: string | null): string {
  return `/api/v1/apps/${app}/ledgers/${key}/accounts/${account}/statement.xlsx${period ? `?period=${period}` : ''}`;
}
