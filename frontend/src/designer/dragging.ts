/** What the library would say of a drag, in English and by its ids; designers say it themselves, in words. */
import { useEffect, useRef } from 'react';
import { PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useReadOnly } from './readOnly';

const nothing = () => undefined;

export const unspoken = {
  announcements: { onDragStart: nothing, onDragMove: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing },
  screenReaderInstructions: { draggable: '' },
};

/** What may carry: nothing does where nothing is changed. */
export function useCarrying() {
  const readOnly = useReadOnly();
  const pointer = useSensor(PointerSensor, { activationConstraint: { distance: 5 } });
  return useSensors(readOnly ? null : pointer);
}

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
