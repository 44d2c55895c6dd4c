/** What the library would say of a drag, in English and by its ids; designers say it themselves, in words. */
import { useEffect, useRef } from 'react';
const nothing = () => undefined;

export const unspoken = {
  announcements: { onDragStart: nothing, onDragMove: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing },
  screenReaderInstructions: { draggable: '' },
};

/** Where the pointer is, always: the library tells it as of the page's last drawing, which a quick hand is ahead of when it lets go. */
export function usePointer() {
  const pointer = useRef({ x: 0, y: 0 });
  useEffect(() => {
    const follow = (event: PointerEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const heard = ['pointerdown', 'pointermove', 'pointerup'] as const;
    for (const name of heard) globalThis.addEventListener(name, follow, true);
    return () => {
      for (const name of heard) globalThis.removeEventListener(name, follow, true);
    };
  }, []);
  return pointer;
}
