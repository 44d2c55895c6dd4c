/** What several pages need before they show anything goes into one file: many small ones compress worse, and each is a request of its own. */
import { join } from 'node:path';
import type { Rolldown } from 'vite';

const root = join(import.meta.dirname, '..');

/** Puts all that each of `pages` loads at once into one chunk of that name; what they load later, or one of them alone, is left as it is. */
export function begunWith(name: string, ...pages: string[]): Rolldown.CodeSplittingGroup {
  let needed: Set<string>[] | undefined;
  return {
    name: (id, modules) => {
      needed ??= pages.map((page) => loadedAtOnce(join(root, page), (one) => modules.getModuleInfo(one)?.importedIds ?? []));
      return needed.every((one) => one.has(id)) ? name : null;
    },
  };
}

function loadedAtOnce(page: string, importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const walk = (id: string) => {
    if (found.has(id)) return;
    found.add(id);
    importsOf(id).forEach(walk);
  };
  walk(page);
  return found;
}
