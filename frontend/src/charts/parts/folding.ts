/** Rows that stand under others: which are folded away, and which are in sight. */
import { useState } from 'react';
import type { FigureItem } from '../../api/charts';

// More rows than one takes in at once begin folded.
const atOnce = 40;

export function useFolding(items: readonly FigureItem[]) {
  const parents = new Set(items.flatMap((item) => (item.parent === null ? [] : [item.parent])));
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  const begins = items.length > atOnce;
  const folded = (at: number) => (begins && items[at]?.kind !== 'all') !== turned.has(at);
  const seen = (at: number): boolean => {
    const parent = items[at]?.parent ?? null;
    return parent === null || (!folded(parent) && seen(parent));
  };
  const turn = (at: number) => {
    const next = new Set(turned);
    if (!next.delete(at)) next.add(at);
    setTurned(next);
  };
  return { seen, folded, turn, holds: (at: number) => parents.has(at) };
}
