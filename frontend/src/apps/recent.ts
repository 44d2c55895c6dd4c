/** What this person opened last on this machine, for the workbench. */
import { useEffect } from 'react';

export interface Recent {
  path: string;
  title: string;
  at: string;
}

const most = 6;
const storageKey = (person: string) => `loomwork.recent.${person}`;

export function recentOf(person: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(person)) ?? '[]');
    return Array.isArray(kept) ? (kept as Recent[]) : [];
  } catch {
    return [];
  }
}

export function useRemembered(person: string, path: string, title: string) {
  useEffect(() => {
    if (!title) return;
    const others = recentOf(person).filter((one) => one.path !== path);
    localStorage.setItem(storageKey(person), JSON.stringify([{ path, title, at: new Date().toISOString() }, ...others].slice(0, most)));
  }, [person, path, title]);
}
