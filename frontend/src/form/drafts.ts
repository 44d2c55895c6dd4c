/** Half-filled forms, kept on this device until they are sent: one per person, form and place (new, a record, a to-do). */
import type { Values } from '../api/types';

export interface Draft {
  values: Values;
  /** What the form was opened with, so that a change made by others meanwhile is seen. */
  base: Values;
  revision: number | null;
  saved_at: string;
}

const prefix = 'loomwork.draft:';

export function draftKey(person: string, app: string, form: string, place: string): string {
  return [person, app, form, place].map(encodeURIComponent).join('/');
}

/** Null when there is none, or when what is stored is not a draft. */
export function findDraft(key: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null');
    return isDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

/** False when the device keeps nothing (private mode, full): the page must then ask before it is left. */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing was kept, so there is nothing to drop.
  }
}

function isDraft(value: unknown): value is Draft {
  if (!value || typeof value !== 'object') return false;
  const draft = value as Partial<Draft>;
  return isObject(draft.values) && isObject(draft.base) && typeof draft.saved_at === 'string' && !Number.isNaN(Date.parse(draft.saved_at));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
