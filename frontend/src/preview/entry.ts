/** The pages of the desk or the phone as drafts would make them: the same code, whose requests say that they only look. */
import { changed, previewAt, previewHeaders, type Previewed } from './address';
import { passing } from './passing';

function look(previewed: Previewed) {
  const plain = globalThis.fetch.bind(globalThis);
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    for (const [name, value] of Object.entries(previewHeaders(previewed))) request.headers.set(name, value);
    return plain(request);
  };
  // What is typed here is kept for nobody, and never meets what is kept for the real pages.
  Object.defineProperty(globalThis, 'localStorage', { value: passing(globalThis.localStorage, ['loomwork.locale', 'loomwork.theme']) });
  const pages = previewed.pages === 'phone' ? import('../phone/main') : import('../desk/main');
  void pages.then(({ begin }) => {
    const queries = begin(previewed.base);
    globalThis.addEventListener('message', (event) => {
      if (event.origin === location.origin && (event.data as { told?: unknown } | null)?.told === changed) void queries.invalidateQueries();
    });
  });
}

const previewed = previewAt(location.pathname);
if (previewed) look(previewed);
else location.replace('/');
