/** Past runs going through the draft, part by part, so that one sees how far it is and can stop. */
import { useEffect, useRef, useState } from 'react';
import type { Doc } from '../../api/drafts';
import { replayPart, type Replayed } from '../../api/replays';

export interface Replaying {
  /** What goes through; a later edit makes the answer stale. */
  document: Doc;
  running: boolean;
  total: number | null;
  items: Replayed[];
  error: Error | null;
}

export function useReplay(app: string) {
  const [state, setState] = useState<Replaying | null>(null);
  const round = useRef(0);
  const stop = () => {
    round.current += 1;
    setState((was) => was && { ...was, running: false });
  };
  const start = async (document: Doc, since: string, everybody: 'agree' | 'nobody') => {
    const mine = (round.current += 1);
    let items: Replayed[] = [];
    let total: number | null = null;
    let cursor: string | null = null;
    setState({ document, running: true, total, items, error: null });
    try {
      do {
        const part = await replayPart({ app, workflow: String(document.key), document, drafts: true, since, default: everybody, cursor });
        if (round.current !== mine) return;
        ({ total, next_cursor: cursor } = part);
        items = [...items, ...part.items];
        setState({ document, running: cursor !== null, total, items, error: null });
      } while (cursor !== null);
    } catch (error) {
      if (round.current === mine) setState({ document, running: false, total, items, error: error as Error });
    }
  };
  useEffect(() => () => void (round.current += 1), []);
  return { state, start, stop };
}

/** Whose way differs. */
export const differs = (item: Replayed) => item.differences.length > 0 || item.effects.length > 0 || item.chosen !== null;
