/** The key of something new, from what it is called: letters and digits of a Latin title, else its kind and a number. */
import { freeKey } from '../settings/schema';

export const keyPattern = /^[a-z][a-z0-9_]{0,58}$/;

export function keyFrom(title: string, stem: string, taken: readonly string[], longest = 50): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, longest);
  const latin = plain !== '' && /^[\p{ASCII}\p{M}\s]*$/u.test(title.normalize('NFKD'));
  if (!latin) return freeKey(stem, taken);
  return taken.includes(plain) ? freeKey(plain, taken) : plain;
}
