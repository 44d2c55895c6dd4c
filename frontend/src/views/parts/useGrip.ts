/** Taking hold of something with the pointer and pulling it: by the mouse at once, by a finger after a long press, since a finger that
 * moves at once scrolls. Escape lets go. What is pressed without being pulled is pressed. */
import { useEffect, useEffectEvent, useRef, type MouseEvent, type PointerEvent } from 'react';

interface Hand<Grip> {
  /** What the pointer takes hold of; null where nothing is. */
  take: (event: PointerEvent<HTMLElement>) => Grip | null;
  pull: (grip: Grip, to: { x: number; y: number }) => void;
  drop: (grip: Grip) => void;
  leave: () => void;
}

interface Hold<Grip> {
  grip: Grip;
  from: { x: number; y: number };
  finger: boolean;
  /** Whether it is being pulled; before, it may still be a press. */
  pulled: boolean;
  timer: number;
}

const slack_px = 4;
const press_ms = 400;

export function useGrip<Grip>({ take, pull, drop, leave }: Hand<Grip>) {
  const hold = useRef<Hold<Grip> | null>(null);
  const swallow = useRef(false);
  const frame = useRef<HTMLElement | null>(null);
  const release = () => {
    const held = hold.current;
    hold.current = null;
    if (held) clearTimeout(held.timer);
    return held;
  };
  const escape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || !hold.current?.pulled) return;
    event.stopPropagation();
    swallow.current = true;
    release();
    leave();
  });
  useEffect(() => {
    const keys = (event: globalThis.KeyboardEvent) => escape(event);
    // While something is pulled a finger does not scroll; only a listener that is not passive can say so.
    const still = (event: TouchEvent) => hold.current?.pulled && event.preventDefault();
    const node = frame.current;
    addEventListener('keydown', keys, true);
    node?.addEventListener('touchmove', still, { passive: false });
    return () => {
      removeEventListener('keydown', keys, true);
      node?.removeEventListener('touchmove', still);
    };
  });
  return {
    ref: (node: HTMLElement | null) => {
      frame.current = node;
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      swallow.current = false;
      const grip = event.button === 0 && hold.current === null ? take(event) : null;
      if (grip === null) return;
      const finger = event.pointerType === 'touch';
      const from = { x: event.clientX, y: event.clientY };
      const { currentTarget, pointerId } = event;
      const grab = () => {
        if (!hold.current) return;
        hold.current.pulled = true;
        currentTarget.setPointerCapture(pointerId);
        pull(grip, from);
      };
      hold.current = { grip, from, finger, pulled: false, timer: finger ? window.setTimeout(grab, press_ms) : 0 };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = hold.current;
      if (!held) return;
      if (!held.pulled) {
        if (Math.hypot(event.clientX - held.from.x, event.clientY - held.from.y) < slack_px) return;
        if (held.finger) {
          release();
          return;
        }
        held.pulled = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      pull(held.grip, { x: event.clientX, y: event.clientY });
    },
    onPointerUp: () => {
      const held = release();
      if (!held?.pulled) return;
      swallow.current = true;
      drop(held.grip);
    },
    onPointerCancel: () => {
      if (release()?.pulled) leave();
    },
    /** The press that ends a pull opens nothing. */
    onClickCapture: (event: MouseEvent) => {
      if (!swallow.current) return;
      swallow.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
    onContextMenu: (event: MouseEvent) => {
      if (hold.current?.finger) event.preventDefault();
    },
  };
}
