/** How much room an element has, in px, as it is drawn. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Room {
  width: number;
  height: number;
}

export function useRoom(): [RefObject<HTMLDivElement | null>, Room] {
  const element = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return undefined;
    const watcher = new ResizeObserver(() => setRoom({ width: found.clientWidth, height: found.clientHeight }));
    watcher.observe(found);
    return () => watcher.disconnect();
  }, []);
  return [element, room];
}
