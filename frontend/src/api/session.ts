/** Who is signed in, the set-up of an empty installation, and the workspace's clock. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { answer, client, rememberCsrf, tellSignedOut, whenSignedOut } from './client';
import { keys } from './queries';
import { Problem } from '../lib/problems';
import type { Session } from './types';

export function useSetup() {
  return useQuery({ queryKey: keys.setup, queryFn: () => answer(client.GET('/api/v1/setup')), staleTime: Infinity });
}

/** data is null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: keys.session,
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: async ({ client: cache }): Promise<Session | null> => {
      try {
        return remembered(await answer(client.GET('/api/v1/session')));
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 401) throw error;
        // Whoever was signed in a moment ago keeps his pages, and is asked to sign in again.
        const before = cache.getQueryData<Session>(keys.session);
        if (before) tellSignedOut();
        return before ?? null;
      }
    },
  });
}

function remembered(session: Session): Session {
  rememberCsrf(session.csrf);
  return session;
}

/** What one person has read is not shown to the next. The session stays in place, or nobody watching it would hear of the change. */
function forgetAll(cache: QueryClient) {
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
}

function useEntered() {
  const cache = useQueryClient();
  return (session: Session) => {
    forgetAll(cache);
    cache.setQueryData(keys.session, remembered(session));
  };
}

export function useSignIn() {
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => answer(client.POST('/api/v1/session', { body })),
    onSuccess: entered,
  });
}

/** Whether the server has forgotten the session while pages are open. They stay, with all that was filled in. */
export function useLostSession() {
  const cache = useQueryClient();
  const [lost, setLost] = useState(false);
  useEffect(() => whenSignedOut(() => setLost(Boolean(cache.getQueryData(keys.session)))), [cache]);
  return { lost, over: () => setLost(false) };
}

/** Signs in over open pages: the same person goes on where he was, another begins anew. */
export function useSignInAgain(before: Session, over: () => void) {
  const cache = useQueryClient();
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => answer(client.POST('/api/v1/session', { body })),
    onSuccess: (session) => {
      const same = session.person.id === before.person.id && session.workspace.id === before.workspace.id;
      if (same) {
        cache.setQueryData(keys.session, remembered(session));
        void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
      } else entered(session);
      over();
    },
  });
}

export function useFirstAdministrator() {
  const entered = useEntered();
  return useMutation({
    mutationFn: (body: { login: string; name: string; password: string; workspace_title: string }) => answer(client.POST('/api/v1/setup', { body })),
    onSuccess: entered,
  });
}

export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.DELETE('/api/v1/session')),
    onSettled: () => {
      rememberCsrf('');
      forgetAll(cache);
      cache.setQueryData(keys.session, null);
    },
  });
}

export function useClock(enabled = true) {
  return useQuery({
    queryKey: keys.clock,
    enabled,
    refetchInterval: 60_000,
    queryFn: async () => {
      const clock = await answer(client.GET('/api/v1/clock'));
      return { ...clock, skew_ms: new Date(clock.now).getTime() - Date.now() };
    },
  });
}

/** Moves a sandbox workspace's clock by an ISO 8601 duration; everything shown may change with it. */
export function useAdvanceClock() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (advance: string) => answer(client.POST('/api/v1/clock', { body: { advance } })),
    onSuccess: () => cache.invalidateQueries(),
  });
}

/** The workspace's present moment in milliseconds: a sandbox clock may be far from the machine's. */
export function useNow(): number {
  const clock = useClock();
  const tick = useSyncExternalStore(everyTick, lastTick);
  return tick + (clock.data?.skew_ms ?? 0);
}

// One ticker for the whole page: clocks are shown to the minute.
const tick_ms = 15_000;
let ticked = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  ticked = Date.now();
  for (const listener of listeners) listener();
}, tick_ms);

function everyTick(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

const lastTick = () => ticked;
