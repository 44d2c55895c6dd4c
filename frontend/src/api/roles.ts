/** Roles and who holds them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';

export function useRoles() {
  return useQuery({ queryKey: keys.roles, queryFn: () => answer(client.GET('/api/v1/roles')) });
}

/** Gives a role to a person or takes it away, from now on. */
export function useHolding() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ role, person, holds }: { role: string; person: string; holds: boolean }) => {
      const params = { params: { path: { role, person } } };
      return answer(holds ? client.PUT('/api/v1/roles/{role}/holders/{person}', params) : client.DELETE('/api/v1/roles/{role}/holders/{person}', params));
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.roles }),
  });
}
