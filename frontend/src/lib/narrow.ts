/** Whether the page is as wide as a condition of style sheets says, such as "(max-width: 767px)". */
import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const watch = useCallback(
    (changed: () => void) => {
      const list = globalThis.matchMedia?.(query);
      list?.addEventListener('change', changed);
      return () => list?.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => globalThis.matchMedia?.(query).matches ?? false);
}

/** Whether the page is as narrow as a phone. */
export const useNarrow = (): boolean => useMedia('(max-width: 767px)');
