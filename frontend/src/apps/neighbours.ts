/** The list a record was opened from, so that its page and its form can go to the next one: kept for this browser tab. */
import { useNavigate } from 'react-router';
import { useEffect } from 'react';

const most = 2000;
const storageKey = (app: string, form: string) => `loomwork.list:${app}/${form}`;

/** Told by whoever shows the list, in its order. */
export function useTellList(app: string, form: string, ids: readonly string[]) {
  useEffect(() => {
    if (ids.length === 0) return;
    try {
      sessionStorage.setItem(storageKey(app, form), JSON.stringify(ids.slice(0, most)));
    } catch {
      // Without it there is no next record, and everything else works.
    }
  }, [app, form, ids]);
}

function listOf(app: string, form: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey(app, form)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** The record so many places on; null at the ends, and when the list does not know this one. */
export function neighbour(app: string, form: string, id: string, by: 1 | -1): string | null {
  const ids = listOf(app, form);
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + by] ?? null);
}

/** Goes to a neighbour's page, leaving none of the ones passed through behind the way back. */
export function useStep(app: string, form: string, id: string) {
  const navigate = useNavigate();
  return (by: 1 | -1) => {
    const next = neighbour(app, form, id, by);
    if (next) void navigate(`/apps/${app}/${form}/${next}`, { replace: true });
  };
}
