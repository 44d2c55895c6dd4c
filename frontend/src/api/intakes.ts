/** Intakes of an app: what came in by each, how to send to it, and what a manager does about it. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Schemas } from './types';

export type Intake = Schemas['Intake'];
export type IntakeShown = Schemas['IntakeShown'];
export type IntakeDelivery = Schemas['IntakeDelivery'];
export type IntakeTest = Schemas['IntakeTest'];
export type IntakeWritten = Schemas['IntakeWritten'];

const at = '/api/v1/apps/{app}/intakes';
const one = `${at}/{key}` as const;

export function useIntakes(app: string) {
  return useQuery({ queryKey: keys.intakes(app), queryFn: () => answer(client.GET(at, { params: { path: { app } } })) });
}

export function useIntake(app: string, key: string) {
  return useQuery({ queryKey: [...keys.intakes(app), key], queryFn: () => answer(client.GET(one, { params: { path: { app, key } } })) });
}

export function useIntakeDeliveries(app: string, key: string, kept: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.intakes(app), key, 'deliveries', kept],
    initialPageParam: '',
    queryFn: ({ pageParam: before }) => answer(client.GET(`${one}/deliveries`, { params: { path: { app, key }, query: { ...(kept ? { kept: 1 } : {}), ...(before ? { before } : {}) } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** What each field would get from the body, by the intake's map or the one that is being tried. */
export function useIntakePreview(app: string, key: string, body: unknown, map: Record<string, string>) {
  return useQuery({
    queryKey: [...keys.intakes(app), key, 'preview', body, map],
    enabled: body !== undefined,
    placeholderData: (before) => before,
    queryFn: () => answer(client.POST(`${one}/preview`, { params: { path: { app, key } }, body: { body, map } })),
  });
}

/** What a manager does: each makes all that is told of the app's intakes stale. */
export function useIntakeActs(app: string, key: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.intakes(app) });
  const params = { path: { app, key } };
  return {
    address: useMutation({ mutationFn: () => answer(client.POST(`${one}/address`, { params })), onSuccess }),
    secret: useMutation({ mutationFn: (overlap: string) => answer(client.POST(`${one}/secret`, { params, body: { overlap } })), onSuccess }),
    pause: useMutation({ mutationFn: (paused: boolean) => answer(client.PUT(`${one}/paused`, { params, body: { paused } })), onSuccess }),
    test: useMutation({ mutationFn: (body: unknown) => answer(client.POST(`${one}/test`, { params, body: { body } })) }),
    retryAll: useMutation({ mutationFn: () => answer(client.POST(`${one}/retry`, { params })), onSuccess }),
    retry: useMutation({
      mutationFn: ({ id, ...body }: { id: string; index: number; body?: unknown }) => answer(client.POST(`${one}/deliveries/{id}/retry`, { params: { path: { app, key, id } }, body: { ...body, body: body.body ?? null } })),
      onSuccess,
    }),
  };
}

export type DroppedFile = Schemas['DroppedFile'];

export function useIntakeTokens(app: string, key: string) {
  return useQuery({ queryKey: [...keys.intakes(app), key, 'tokens'], queryFn: () => answer(client.GET(`${one}/tokens`, { params: { path: { app, key } } })) });
}

export function useTokenActs(app: string, key: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.intakes(app) });
  return {
    make: useMutation({ mutationFn: (body: { title: string; days: number | null }) => answer(client.POST(`${one}/tokens`, { params: { path: { app, key } }, body })), onSuccess }),
    revoke: useMutation({ mutationFn: (id: string) => answer(client.DELETE(`${one}/tokens/{id}`, { params: { path: { app, key, id } } })), onSuccess }),
  };
}

/** Asked again while a file is on its way. */
export function useDroppedFiles(app: string, key: string) {
  return useInfiniteQuery({
    queryKey: [...keys.intakes(app), key, 'files'],
    initialPageParam: '',
    queryFn: ({ pageParam: before }) => answer(client.GET(`${one}/files`, { params: { path: { app, key }, query: before ? { before } : {} } })),
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some((file) => file.state === 'taking' || file.state === 'seen')) ? 2000 : 30_000),
  });
}

export function useRefusedRows(app: string, key: string, id: string) {
  return useQuery({ queryKey: [...keys.intakes(app), key, 'files', id], queryFn: () => answer(client.GET(`${one}/files/{id}/refused`, { params: { path: { app, key, id } } })) });
}

export function useDropActs(app: string, key: string) {
  const cache = useQueryClient();
  const onSuccess = () => void cache.invalidateQueries({ queryKey: keys.intakes(app) });
  return {
    look: useMutation({ mutationFn: () => answer(client.POST(`${one}/files/look`, { params: { path: { app, key } } })), onSuccess }),
    again: useMutation({ mutationFn: (id: string) => answer(client.POST(`${one}/files/{id}/again`, { params: { path: { app, key, id } } })), onSuccess }),
  };
}
