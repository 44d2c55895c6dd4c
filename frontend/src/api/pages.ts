/** Pages of an app: which there are, how one is laid out, what its blocks show, and on which one begins. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { Problem } from '../lib/problems';
import { keys } from './queries';
import type { Schemas } from './types';

export type PageInfo = Schemas['Page'];
export type PageBlock = Schemas['PageBlock'];
export type PageFilter = Schemas['PageFilter'];
export type BlockAnswer = Schemas['BlockAnswer'];
/** Filter → what is chosen; null for all. */
export type Chosen = Record<string, string | null>;

export function usePages(app: string) {
  return useQuery({
    queryKey: keys.pages(app),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/pages', { params: { path: { app } } })),
    staleTime: 60_000,
  });
}

export function usePage(app: string, key: string) {
  return useQuery({
    queryKey: [...keys.page(app, key), 'layout'],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/pages/{key}', { params: { path: { app, key } } })),
    staleTime: 60_000,
  });
}

export function usePageAnswers(app: string, key: string, chosen: Chosen) {
  return useQuery({
    queryKey: [...keys.page(app, key), 'answers', chosen],
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/pages/{key}/answers', { params: { path: { app, key }, query: { filters: JSON.stringify(chosen) } } })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** A page with its answers as the app's drafts would have it, in their state `version`, for somebody with `role` alone; null where nobody sees it yet. */
export function useDraftPage(app: string, key: string, version: number, role: string | null, sound: boolean) {
  return useQuery({
    queryKey: [...keys.page(app, key), 'draft', version, role],
    queryFn: async () => {
      const asked = { params: { path: { app, key } }, headers: { 'Loomwork-Preview': app, ...(role !== null && { 'Loomwork-Preview-Role': role }) } };
      try {
        const [page, answers] = await Promise.all([answer(client.GET('/api/v1/apps/{app}/pages/{key}', asked)), answer(client.GET('/api/v1/apps/{app}/pages/{key}/answers', asked))]);
        return { page, answers };
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    placeholderData: keepPreviousData,
    enabled: sound,
    // A draft that was thrown away and begun anew has the first version again.
    staleTime: 0,
  });
}

export function useHomes() {
  return useQuery({ queryKey: keys.homes, queryFn: () => answer(client.GET('/api/v1/homes')), staleTime: 60_000 });
}

/** Begin on that page, "app.key", from now on. */
export function useChooseHome() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (page: string) => answer(client.PUT('/api/v1/homes', { body: { page } })),
    onSuccess: (homes) => queries.setQueryData(keys.homes, homes),
  });
}
