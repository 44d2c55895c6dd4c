/** What was copied in one form and may be pasted in another, in this window or the next. */
import type { Clip } from './arrangement';

const place = 'loomwork.clip';
let here: Clip | null = null;

export function keepClip(clip: Clip) {
  here = clip;
  try {
    localStorage.setItem(place, JSON.stringify(clip));
  } catch {
    // Then it is known to this page alone.
  }
}

export function keptClip(): Clip | null {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? 'null') as Clip | null) ?? here;
  } catch {
    return here;
  }
}
