/** Which rows are chosen: by tick, by Shift with arrows or a click, or all that the filter finds. */
import { useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** All that the filter finds, seen or not. */
  whole: boolean;
  toggle: (id: string) => void;
  /** From the row that was chosen last, where none was from `start`, to this one. */
  reach: (ids: string[], to: string, start?: string) => void;
  all: () => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [whole, setWhole] = useState(false);
  const [last, setLast] = useState<string | null>(null);
  const set = (next: ReadonlySet<string>, at: string | null) => {
    setWhole(false);
    setIds(next);
    setLast(at);
  };
  return {
    ids,
    whole,
    toggle: (id) => set(ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]), id),
    reach: (rows, to, start = to) => set(new Set([...ids, ...between(rows, last ?? start, to)]), to),
    all: () => setWhole(true),
    clear: () => set(new Set(), null),
  };
}

export function between(rows: string[], from: string, to: string): string[] {
  const [first, second] = [rows.indexOf(from), rows.indexOf(to)].toSorted((a, b) => a - b);
  return first === undefined || second === undefined || second < 0 ? [] : rows.slice(Math.max(first, 0), second + 1);
}
