/** Which page of the app shows what a document says; kinds without one have no preview of this sort. */
import type { Doc } from '../../api/drafts';

const places: Readonly<Record<string, (key: string, document: Doc) => string | null>> = {
  metric: (key) => `-/metrics/${key}`,
  obligation: (key) => `-/obligations/${key}`,
  page: (key) => `-/pages/${key}`,
  pool: (key) => `-/pools/${key}`,
  view: (key, { form }) => (typeof form === 'string' && form !== '' && !form.includes('.') ? `${form}?view=${key}` : null),
};

/** Null where there is nothing to show. */
export function placeOf(app: string, kind: string, document: Doc): string | null {
  const found = places[kind]?.(String(document.key), document);
  return found ? `/apps/${app}/${found}` : null;
}
