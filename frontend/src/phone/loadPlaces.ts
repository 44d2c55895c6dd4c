/** Everything but the form pages, as one later download; begun at once where the address asks for it. */

export const loadPlaces = () => import('./places');

/** A form opened by its address needs none of it. */
export function beginPlaces(path: string): void {
  if (!/\/(new|edit)$/.test(path)) void loadPlaces();
}
