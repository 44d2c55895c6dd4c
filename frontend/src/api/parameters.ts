/** The parameters of an installed app. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Values } from './types';

export function useParameters(app: string) {
  return useQuery({
    queryKey: keys.parameters(app),
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/parameters', { params: { path: { app } } })),
  });
}

/** Forms and tasks read parameters too, so everything known of the app is asked anew. */
export function useChangeParameters(app: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (parameters: Values) => answer(client.PATCH('/api/v1/apps/{app}/parameters', { params: { path: { app } }, body: { parameters } })),
    onSuccess: (found) => {
      cache.setQueryData(keys.parameters(app), found);
      return cache.invalidateQueries({ queryKey: keys.forms(app) });
    },
  });
}
