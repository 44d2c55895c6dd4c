/** What a button of a layout does; null when it cannot be done here and now. */
import type { FieldInfo, Values } from '../api/types';
import type { Deed } from '../lib/defineLayout';

interface Place {
  fields: ReadonlyMap<string, FieldInfo>;
  /** The record as it is saved; null for one that is still to be made, which begins at a stage and moves later. */
  at: Values | null;
  /** Whether the person may move this stage on now. */
  may: (field: string) => boolean;
  move: (field: string, stage: string) => void;
}

export function deedOf(deed: Deed, { fields, at, may, move }: Place): (() => void) | null {
  if (typeof deed.open === 'string') {
    const address = deed.open;
    return () => void window.open(address, '_blank', 'noopener,noreferrer');
  }
  if (!deed.move || typeof deed.move !== 'object' || at === null) return null;
  const [key = '', name] = Object.entries(deed.move)[0] ?? [];
  const moves = (fields.get(key)?.settings.moves ?? []) as { key: string; from: string | string[]; to: string }[];
  const found = moves.find((one) => one.key === name);
  const stands = at[key];
  if (!found || typeof stands !== 'string' || !may(key)) return null;
  return found.from === '*' || [found.from].flat().includes(stands) ? () => move(key, found.to) : null;
}
