/** Whether the page is as narrow as a phone. */
import { useSyncExternalStore } from 'react';

const query = '(max-width: 767px)';

function watch(changed: () => void) {
  const list = globalThis.matchMedia?.(query);
  list?.addEventListener('change', changed);
  return () => list?.removeEventListener('change', changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => globalThis.matchMedia?.(query).matches ?? false);
}
