/** The state of a store outside React whose values are typed into inputs. */
import { useLayoutEffect, useReducer, useSyncExternalStore } from 'react';

interface Store<Snapshot> {
  subscribe: (listener: () => void) => () => void;
  read: () => Snapshot;
}

/** The store's snapshot, watched from the moment it is drawn. */
export function useStore<Snapshot>(store: Store<Snapshot>): Snapshot {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  // React by itself begins to watch only when the browser has time: an input that has the focus as it is drawn would
  // be set back to what was drawn by the first key, and the second would take its place.
  useLayoutEffect(() => store.subscribe(draw), [store]);
  return useSyncExternalStore(store.subscribe, store.read);
}
