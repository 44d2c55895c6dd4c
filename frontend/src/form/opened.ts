/** Which parts of a form are open: what a person opened or closed, else what the layout says. Going to a field opens all it stands in. */
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Arrangement } from './arrangement';

interface Opened {
  states: Readonly<Record<string, boolean>>;
  /** Keys in the order in which they were opened. */
  order: readonly string[];
}

export function useOpened({ within }: Arrangement) {
  const [{ states, order }, set] = useState<Opened>({ states: {}, order: [] });
  const open = (keys: readonly string[], is: boolean) =>
    set((before) => ({
      states: { ...before.states, ...Object.fromEntries(keys.map((key) => [key, is])) },
      order: [...before.order.filter((key) => !keys.includes(key)), ...(is ? keys : [])],
    }));
  return {
    open: (key: string, is: boolean) => open([key], is),
    opened: (key: string, atFirst: boolean) => states[key] ?? atFirst,
    latest: (keys: readonly string[]) => order.findLast((key) => keys.includes(key)) ?? null,
    /** Drawn before it returns, so that the field can take the focus. */
    reveal: (field: string) => flushSync(() => open(within.get(field) ?? [], true)),
  };
}
