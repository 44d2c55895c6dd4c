/** Formula text that could not be read. Nothing of it is in the document yet: it is kept on this device until it is mended or thrown away, and nothing is published meanwhile. */
import { create } from 'zustand';
import type { Doc } from '../../api/drafts';

export interface Unread {
  /** What the text is for. */
  label: string;
  text: string;
  fault: string;
}

/** By document (as its draft is kept, "workspace/person/app/kind/key") and place in it, "fields/total/settings/expression". */
type Texts = Readonly<Record<string, Unread>>;

interface Store {
  texts: Texts;
  /** Null: it was read, or is wanted no more. */
  put: (at: string, unread: Unread | null) => void;
}

const kept = 'loomwork.unread';

export const useUnread = create<Store>((set, get) => ({
  texts: found(),
  put: (at, unread) => {
    const { [at]: before, ...others } = get().texts;
    if (!before && !unread) return;
    const texts = unread ? { ...others, [at]: unread } : others;
    set({ texts });
    try {
      localStorage.setItem(kept, JSON.stringify(texts));
    } catch {
      // Full or private: then it stays as long as this page.
    }
  },
}));

function found(): Texts {
  try {
    return (JSON.parse(localStorage.getItem(kept) ?? '{}') as Texts | null) ?? {};
  } catch {
    return {};
  }
}

/** The texts of one document, or of all below a place, each with the rest of its name. */
export function unreadBelow(texts: Texts, place: string): (Unread & { at: string; rest: string })[] {
  return Object.entries(texts).flatMap(([at, one]) => (at.startsWith(place) ? [{ ...one, at, rest: at.slice(place.length) }] : []));
}

/** A JSON pointer by the keys of what it leads through, which stays the same when parts go elsewhere: "/nodes/2/title" → "nodes/approve/title". */
export function steady(document: Doc, pointer: string): string {
  let here: unknown = document;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      here = (here as Doc | undefined)?.[step];
      const key = /^\d+$/.test(step) ? (here as { key?: unknown } | undefined)?.key : undefined;
      return typeof key === 'string' ? key : step;
    })
    .join('/');
}

/** Back to the pointer; null where what it led through is gone. */
export function pointerTo(document: Doc, place: string): string | null {
  const steps = place.split('/');
  let here: unknown = document;
  let pointer = '';
  for (const [at, step] of steps.entries()) {
    const keyed: number = Array.isArray(here) ? here.findIndex((one: { key?: unknown } | null) => one?.key === step) : -1;
    const name = keyed >= 0 ? String(keyed) : step;
    pointer += `/${name}`;
    here = (here as Doc | undefined)?.[name];
    // The last may well say nothing yet.
    if ((here === undefined || here === null) && at < steps.length - 1) return null;
  }
  return pointer;
}
