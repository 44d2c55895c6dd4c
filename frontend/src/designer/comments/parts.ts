/** Parts of a document that are talked about: "fields/days", the way by keys. */
import { localized, type Localized } from '../../lib/localized';
import { isObject } from '../settings/schema';
import type { Doc } from '../../api/drafts';

/** What the part is called; null for one that is gone. */
export function partTitle(document: Doc, part: string): string | null {
  let here: unknown = document;
  for (const step of part.split('/')) here = Array.isArray(here) ? here.find((one: unknown) => isObject(one) && one.key === step) : isObject(here) ? here[step] : undefined;
  if (!isObject(here)) return null;
  const words = here.title ?? here.section ?? here.tab ?? here.button;
  return localized(words as Localized) || String(here.key);
}

/** The key that pieces are chosen by. */
export const keyOfPart = (part: string): string => part.slice(part.lastIndexOf('/') + 1);
