/** A package made of an app: what could go along, and the file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Schemas } from './types';

export type Packing = Schemas['Packing'];
export type PackWish = Schemas['PackBody'];

export function usePacking(app: string) {
  return useQuery({
    queryKey: [...keys.drafts(app), 'package'],
    staleTime: 0,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/package', { params: { path: { app } } })),
  });
}

export function usePack(app: string) {
  return useMutation({
    mutationFn: (body: PackWish) => answer(client.POST('/api/v1/apps/{app}/package', { params: { path: { app } }, body, parseAs: 'blob' })) as Promise<Blob>,
  });
}
