/** Links of a public form: made, shared, renewed and withdrawn. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Schemas } from './types';

export type IntakeLink = Schemas['IntakeLink'];
export type IntakeLinks = Schemas['IntakeLinks'];

const at = '/api/v1/apps/{app}/intakes/{key}/links';

const linksKey = (app: string, key: string) => [...keys.intakes(app), key, 'links'];

export function useLinks(app: string, key: string) {
  return useQuery({ queryKey: linksKey(app, key), queryFn: () => answer(client.GET(at, { params: { path: { app, key } } })) });
}

export function useLinkActs(app: string, key: string) {
  const cache = useQueryClient();
  const onSuccess = (links: IntakeLinks) => {
    void cache.invalidateQueries({ queryKey: keys.intakes(app), predicate: ({ queryKey }) => queryKey.at(-1) !== 'links' });
    cache.setQueryData(linksKey(app, key), links);
  };
  const path = (id: string) => ({ params: { path: { app, key, id } } });
  return {
    make: useMutation({ mutationFn: (body: { title: string; parameters: Record<string, string> }) => answer(client.POST(at, { params: { path: { app, key } }, body })), onSuccess }),
    renew: useMutation({ mutationFn: (id: string) => answer(client.POST(`${at}/{id}/renew`, path(id))), onSuccess }),
    revoke: useMutation({ mutationFn: (id: string) => answer(client.POST(`${at}/{id}/revoke`, path(id))), onSuccess }),
  };
}

/** Where a link's QR code is drawn. */
export function codePath(app: string, key: string, id: string, kind: 'svg' | 'png') {
  return `/api/v1/apps/${app}/intakes/${key}/links/${id}/code.${kind}`;
}
