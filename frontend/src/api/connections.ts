/** Connections to the outside: what apps ask for, set up and tried. Secrets are sent and never come back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type ConnectionInfo = components['schemas']['Connection'];

interface Entered {
  settings: Record<string, unknown>;
  /** Those to be set; the others stay. */
  secrets: Record<string, string>;
  enabled: boolean;
}

export function useConnections() {
  return useQuery({ queryKey: keys.connections, queryFn: () => answer(client.GET('/api/v1/connections')) });
}

export function useSetUpConnection({ app, key, revision }: ConnectionInfo) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Entered) => answer(client.PUT('/api/v1/connections/{app}/{key}', { params: { path: { app, key }, header: { 'If-Match': `"${revision}"` } }, body })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.connections }),
  });
}

export function useTestConnection({ app, key }: ConnectionInfo) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST('/api/v1/connections/{app}/{key}/test', { params: { path: { app, key } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.connections }),
  });
}
