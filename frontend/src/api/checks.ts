/** Asking what the server would say to values that are still being typed. */
import { answer, client } from './client';
import type { Values } from './types';

export function askVerdict(app: string, form: string, record: string | undefined, values: Values, signal: AbortSignal) {
  return answer(client.POST('/api/v1/apps/{app}/forms/{form}/check', { params: { path: { app, form } }, body: { values, ...(record ? { id: record } : {}) }, signal }));
}
