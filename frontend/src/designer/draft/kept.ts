/** What was typed into a document and not sent, kept on this device: a laptop that is closed in the middle loses nothing. */
import type { Doc } from '../../api/drafts';

interface Kept {
  document: Doc;
  /** The version of the draft it was made of. */
  version: number;
}

const prefix = 'loomwork.document:';

export function findKept(place: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + place) ?? 'null') as Kept | null;
    return kept && typeof kept.version === 'number' && typeof kept.document === 'object' ? kept : null;
  } catch {
    return null;
  }
}

/** Where the device keeps nothing the server has it within a second all the same. */
export function keep(place: string, kept: Kept): void {
  try {
    localStorage.setItem(prefix + place, JSON.stringify(kept));
  } catch {
    // Full or private: see above.
  }
}

export function dropKept(place: string): void {
  try {
    localStorage.removeItem(prefix + place);
  } catch {
    // Nothing was kept either.
  }
}
