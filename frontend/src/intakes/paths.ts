/** The places of a body, by the paths that maps are written in: "contact.phones.0". */

export interface Place {
  path: string;
  /** The value there; empty for what holds others. */
  shown: string;
}

const mostPlaces = 200;
const deepest = 10;
const longest = 40;

/** All places, each before those within it. Names with dots or spaces in them have no path. */
export function placesIn(body: unknown): Place[] {
  const found: Place[] = [];
  enter(body, '', 0, found);
  return found;
}

function enter(value: unknown, path: string, depth: number, found: Place[]) {
  if (found.length >= mostPlaces || depth > deepest) return;
  if (path) found.push({ path, shown: shownOf(value) });
  if (value === null || typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) {
    if (!/[.\s]/.test(name) && name) enter(inner, path ? `${path}.${name}` : name, depth + 1, found);
  }
}

function shownOf(value: unknown): string {
  if (value !== null && typeof value === 'object') return '';
  const text = value === null ? 'null' : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
