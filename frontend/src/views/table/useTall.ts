/** Which rows of a list are in sight, all of one height and as many as there may be. A library for this measures each row,
 * and browsers draw nothing taller than some 17 million px: so a million rows scroll in a shorter room, where the bar tells
 * the part of the whole and the wheel still moves by the px. */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

const tallest_px = 8_000_000;
const overscan = 10;

export interface Tall {
  /** The first and last row to draw. */
  first: number;
  last: number;
  /** The first row in sight. */
  top: number;
  /** The height of all rows as it is drawn, and where a row stands in it. */
  height: number;
  startOf: (row: number) => number;
  show: (row: number) => void;
}

interface Place {
  /** How far one has scrolled in the whole, and how much of it lies before the room that is drawn. */
  offset: number;
  shift: number;
}

export function useTall(frame: RefObject<HTMLElement | null>, count: number, row_px: number, head_px: number): Tall {
  const [room, setRoom] = useState(600);
  const [place, setPlace] = useState<Place>({ offset: 0, shift: 0 });
  const now = useRef<Place & { scrolled: number }>({ offset: 0, shift: 0, scrolled: 0 });
  const whole = count * row_px;
  const height = Math.min(whole, tallest_px);
  const most = useRef({ whole: 0, drawn: 0 });
  useLayoutEffect(() => {
    most.current = { whole: Math.max(0, whole + head_px - room), drawn: Math.max(0, height + head_px - room) };
    // A shorter list than before ends higher up.
    if (whole <= tallest_px && now.current.shift !== 0) {
      now.current = { ...now.current, shift: 0, offset: now.current.scrolled };
      setPlace({ offset: now.current.scrolled, shift: 0 });
    }
  }, [whole, height, head_px, room]);

  /** Goes to a place in the whole, where the bar stands at the same part of the room. */
  const put = (offset: number) => {
    const { whole: far, drawn } = most.current;
    const element = frame.current;
    if (!element) return;
    const scrolled = far > drawn ? Math.round((offset / far) * drawn) : offset;
    element.scrollTo({ top: scrolled, behavior: 'instant' });
    now.current = { offset, shift: offset - scrolled, scrolled: element.scrollTop };
    setPlace({ offset, shift: offset - scrolled });
  };

  const scrolled = useRef(() => undefined as void);
  useEffect(() => {
    scrolled.current = () => {
      const element = frame.current;
      if (!element) return;
      const { whole: far, drawn } = most.current;
      const at = element.scrollTop;
      const step = at - now.current.scrolled;
      if (step === 0) return;
      let { shift } = now.current;
      // A drag of the bar jumps; the wheel and keys go step by step.
      if (far <= drawn) shift = 0;
      else if (Math.abs(step) > 3 * room) shift = Math.round((at / drawn) * far) - at;
      const offset = at + shift;
      now.current = { offset, shift, scrolled: at };
      // At an end of the room but not of the whole: one goes on from the middle of what is left.
      if (far > drawn && ((at <= 0 && offset > 0) || (at >= drawn - 1 && offset < far - 1))) put(offset);
      const drawnRow = Math.floor(offset / row_px);
      setPlace((was) => (was.shift === shift && Math.floor(was.offset / row_px) === drawnRow ? was : { offset: now.current.offset, shift: now.current.shift }));
    };
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const listen = () => flushSync(() => scrolled.current());
    element.addEventListener('scroll', listen, { passive: true });
    const watch = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => setRoom(element.clientHeight || 600));
    watch?.observe(element);
    return () => {
      element.removeEventListener('scroll', listen);
      watch?.disconnect();
    };
  }, [frame]);

  const top = Math.min(Math.max(0, count - 1), Math.max(0, Math.floor(place.offset / row_px)));
  return {
    top,
    first: Math.max(0, top - overscan),
    last: Math.min(count - 1, top + Math.ceil(room / row_px) + overscan),
    height,
    startOf: (row) => row * row_px - place.shift,
    show: (row) => {
      const { offset, shift } = now.current;
      const seen = room - head_px;
      const above = row * row_px;
      const next = above < offset ? above : above + row_px > offset + seen ? above + row_px - seen : offset;
      if (next === offset) return;
      const { whole: far, drawn } = most.current;
      const element = frame.current;
      // Near by the bar moves by the px, so that nothing in sight is drawn anew.
      if (element && Math.abs(next - offset) < room && next - shift >= 0 && next - shift <= drawn) {
        element.scrollTo({ top: next - shift, behavior: 'instant' });
        now.current = { offset: next, shift, scrolled: element.scrollTop };
        setPlace({ offset: next, shift });
      } else put(Math.max(0, Math.min(far, next)));
    },
  };
}
