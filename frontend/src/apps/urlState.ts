/** A page's state worth sending lives in the URL: reading is plain, writing replaces only the named keys. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Changes = Record<string, string | null | undefined>;

/** `push` makes a step Back can undo; otherwise the entry is replaced. */
export function useUrlState(): [URLSearchParams, (changes: Changes, push?: boolean) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Changes, push = false) => {
      setParams(
        (was) => {
          const next = new URLSearchParams(was);
          for (const [key, value] of Object.entries(changes)) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: !push },
      );
    },
    [setParams],
  );
  return [params, change];
}
