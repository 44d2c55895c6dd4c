/** What pickers ask while one types: people, records of a form, and the sending of files. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import { keys } from './queries';
import type { FileItem } from './types';

export function usePeople(search: string, enabled = true, limit = 50) {
  return useQuery({
    queryKey: [...keys.people(search), limit],
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: () => answer(client.GET('/api/v1/people', { params: { query: { limit, ...(search ? { search } : {}) } } })),
  });
}

/** `filter`: only records that it finds, as in lists. */
export function useChoices(app: string, form: string, search: string, enabled = true, filter: unknown = null) {
  return useQuery({
    queryKey: [...keys.choices(app, form, search), filter],
    enabled: enabled && Boolean(app && form),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(client.GET('/api/v1/apps/{app}/forms/{form}/choices', { params: { path: { app, form }, query: { limit: 20, ...(search ? { search } : {}), ...(filter ? { filter: JSON.stringify(filter) } : {}) } } })),
  });
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

function fileBody(file: File): FormData {
  const body = new FormData();
  body.append('file', file, file.name);
  return body;
}

/** The three uploads share the way a file is put into a request. */
export const multipart = (file: File) => ({ body: { file }, bodySerializer: () => fileBody(file) });

export function uploadFile(file: File): Promise<FileItem> {
  return answer(client.POST('/api/v1/files', multipart(file) as never));
}
