/** What one chooses several of: options, and words that become one (tags). */
import type { Named } from './options';

export interface ManyProps {
  value: string[];
  options: Named[];
  onChange: (value: string[]) => void;
  /** What becomes of words that are no option (tags): the new value, or null for words that cannot be one. */
  fresh?: (words: string) => string | null;
}

/** The options that the words find; before them what the words themselves would be. */
export function found(options: Named[], search: string, fresh: ManyProps['fresh']): { id: string; label: string; isNew?: boolean }[] {
  const wanted = search.trim().toLowerCase();
  const some = options.filter(({ title }) => title.toLowerCase().includes(wanted)).map(({ key, title }) => ({ id: key, label: title }));
  const made = wanted ? fresh?.(search.trim()) : null;
  return made && !some.some(({ label }) => label === made) ? [{ id: made, label: made, isNew: true }, ...some] : some;
}
