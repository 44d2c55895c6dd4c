/** Asking what the server knows while a form is filled in: its verdict, what a picked record says, what a new one begins with. */
import { useQuery } from '@tanstack/react-query';
import { answer, client } from './client';
import type { FieldInfo, FormInfo, RecordItem, Values } from './types';

export function askVerdict(app: string, form: string, record: string | undefined, values: Values, signal: AbortSignal) {
  return answer(client.POST('/api/v1/apps/{app}/forms/{form}/check', { params: { path: { app, form } }, body: { values, ...(record ? { id: record } : {}) }, signal }));
}

/** The record picked in a field, as far as one may see it. */
export function pickedRecord(here: string, field: FieldInfo, id: string): Promise<RecordItem> {
  // A form of the same app is named without it.
  const [first = '', second] = String(field.settings.form).split('.');
  const [app, form] = second === undefined ? [here, first] : [first, second];
  return answer(client.GET('/api/v1/apps/{app}/forms/{form}/records/{id}', { params: { path: { app, form, id } } }));
}

/** What a new form begins with: defaults that are worked out and one's own history; nothing for forms without either. */
export function useBeginning(app: string, form: FormInfo | undefined) {
  return useQuery({
    queryKey: ['beginning', app, form?.key],
    enabled: form?.begins === true,
    // What was sent last is what the next one begins with.
    gcTime: 0,
    staleTime: 0,
    retry: false,
    queryFn: () => answer(client.GET('/api/v1/apps/{app}/forms/{form}/beginning', { params: { path: { app, form: form?.key ?? '' } } })),
  });
}
