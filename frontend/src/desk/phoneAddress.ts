/** Which page of the phone stands for an address of the desk. Visitors on narrow screens are sent there unless they chose the desk. */

const chosen = 'loomwork.device';

// Under "-" stand an app's own pages, such as its metrics, which are no records.
const twins: [RegExp, (parts: string[], query: URLSearchParams) => string][] = [
  [/^\/(?:work\/?)?$/, (_, query) => (query.has('task') ? `tasks/${encodeURIComponent(query.get('task') ?? '')}` : query.has('scope') ? `?scope=${encodeURIComponent(query.get('scope') ?? '')}` : '')],
  [/^\/apps\/?$/, () => 'apps'],
  [/^\/me\/messages\/?$/, () => 'me/messages'],
  [/^\/apps\/([^/]+)\/?$/, () => 'apps'],
  [/^\/apps\/([^/]+)\/([^/]+)\/?$/, ([app, form], query) => [`apps/${app}/${form}`, ...(query.has('open') ? [encodeURIComponent(query.get('open') ?? '')] : [])].join('/') + (query.has('view') && !query.has('open') ? `?view=${encodeURIComponent(query.get('view') ?? '')}` : '')],
  [/^\/apps\/([^/]+)\/(?!-\/)([^/]+)\/(?!(?:import|duplicates)$)([^/]+)\/?$/, ([app, form, id]) => `apps/${app}/${form}/${id}`],
  [/^\/apps\/([^/]+)\/([^/]+)\/(?!import\/)([^/]+)\/edit\/?$/, ([app, form, id]) => `apps/${app}/${form}/${id}/edit`],
];

/** Null where the phone has no such page. */
export function phoneTwin(path: string, search = ''): string | null {
  for (const [shape, twin] of twins) {
    const found = shape.exec(path);
    if (found) return `/m/${twin(found.slice(1), new URLSearchParams(search))}`;
  }
  return null;
}

/** "?desk=1" is how the phone's pages lead here; the choice stays until the phone is chosen again. */
export function phoneAddress(place: { pathname: string; search: string }, narrow: boolean, kept: Pick<Storage, 'getItem' | 'setItem'>): string | null {
  if (new URLSearchParams(place.search).has('desk')) kept.setItem(chosen, 'desk');
  return narrow && kept.getItem(chosen) !== 'desk' ? phoneTwin(place.pathname, place.search) : null;
}

/** The phone's own width, as ui's smallest column of pages: a handset, or a window as narrow as one. */
export const isNarrow = () => matchMedia('(max-width: 767px)').matches;

export const choseDesk = () => localStorage.getItem(chosen) === 'desk';

export function choosePhone(): void {
  localStorage.removeItem(chosen);
  location.assign(phoneTwin(location.pathname, location.search) ?? '/m/');
}
