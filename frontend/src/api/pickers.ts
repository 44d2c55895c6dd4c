/** What pickers ask while one types: people and records of a form. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { Values } from './types';

/** A field of people that others narrow: only those who fit the values of the fields that decide. */
export interface Among {
  app: string;
  form: string;
  field: string;
  values: Values;
}

export function usePeople(search: string, enabled = true, limit = 50, among: Among | null = null) {
  return useQuery({
    queryKey: [...keys.people(search), limit, among],
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: () => {
      const query = { limit, ...(search ? { search } : {}) };
      if (!among) return answer(client.GET('/api/v1/people', { params: { query } }));
      const { values, ...path } = among;
      return answer(client.POST('/api/v1/apps/{app}/forms/{form}/people/{field}', { params: { path, query }, body: { values } }));
    },
  });
}

/** `filter`: only records that it finds, as in lists. */
export function useChoices(app: string, form: string, search: string, enabled = true, filter: unknown = null) {
  return useQuery({ ...choicesOf(app, form, search, filter), enabled: enabled && Boolean(app && form), placeholderData: keepPreviousData });
}

const choicesOf = (app: string, form: string, search: string, filter: unknown) => ({
  queryKey: [...keys.choices(app, form, search), filter],
  staleTime: 30_000,
  queryFn: () =>
    answer(client.GET('/api/v1/apps/{app}/forms/{form}/choices', { params: { path: { app, form }, query: { limit: 20, ...(search ? { search } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) } } })),
});

/** Finds the one record that bears a name, for who typed it and went on before the picker could answer. */
export function useBearer(app: string, form: string, filter: unknown) {
  const cache = useQueryClient();
  return async (name: string) => {
    const { items } = await cache.fetchQuery(choicesOf(app, form, name, filter));
    const [only, ...others] = items.filter((item) => item.label === name);
    return others.length === 0 ? (only ?? null) : null;
  };
}

export type NamedKind = 'departments' | 'roles';

/** Departments and roles, to choose from. */
export function useNamed(kind: NamedKind, search: string, enabled = true) {
  return useQuery({
    queryKey: keys.named(kind, search),
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.GET(kind === 'roles' ? '/api/v1/role-choices' : '/api/v1/departments', { params: { query: search ? { search } : {} } })),
  });
}
