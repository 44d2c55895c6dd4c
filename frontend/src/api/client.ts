/** The one way to the server: typed paths, the CSRF header on writes, the language on all, problems as exceptions. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';
import { currentLocale } from '../i18n/i18n';
import { Problem, Unreachable } from '../lib/problems';
import type { ProblemDocument } from './types';

let csrf = '';
let onSignedOut: () => void = () => undefined;

export function rememberCsrf(token: string) {
  csrf = token;
}

/** Called when the server no longer knows the session, so that the entry can show the sign-in page. */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

/** The server has forgotten the session. */
export function tellSignedOut() {
  onSignedOut();
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLocale());
    if (csrf && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrf);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined;
    if (response.status === 401 && !schemaPath.endsWith('/session')) onSignedOut();
    throw new Problem(await problemOf(response));
  },
  onError({ error }) {
    return error instanceof Problem ? error : new Unreachable(String(error));
  },
};

async function problemOf(response: Response): Promise<ProblemDocument> {
  const fallback = { title: response.statusText || String(response.status), status: response.status, code: `http.${response.status}` };
  try {
    const body: unknown = await response.json();
    return body && typeof body === 'object' ? { ...fallback, ...body } : fallback;
  } catch {
    return fallback;
  }
}

export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});
client.use(headers);

/** The body of an answer that the middleware has already found good. */
export async function answer<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}

/** A new key per attempt to send: a retry of the same attempt creates nothing twice. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
