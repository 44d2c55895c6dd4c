/** A record on the time axis: opened by a press, moved by dragging its middle, lengthened by dragging an end; by keys with Alt. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from '../../ui/classes';
import { daysBetween, daysLater, type Place } from '../calendar/days';
import type { Shown } from '../calendar/shown';
import { beside } from './pack';
import { spanOf, stepOf, type Scale } from './scale';
import styles from './ground.module.css';

export type Edge = 'start' | 'end';

export interface BarMoves {
  /** Changes the record's dates by so many days: all of it, or one end. */
  change: (shown: Shown, by: number, edge: Edge | null) => void;
  /** Ids of the records on their way. */
  moving: ReadonlySet<string>;
  /** Whether the ends move by themselves. */
  ends: boolean;
}

interface Props {
  shown: Shown;
  scale: Scale;
  open: boolean;
  moves: BarMoves | null;
  /** From 0 to 100. */
  progress?: number | null;
  /** What is wrong with where it stands. */
  trouble?: string;
  onOpen: () => void;
  onKeys?: (event: KeyboardEvent) => void;
}

const edges: Record<string, Edge> = { start: 'start', end: 'end' };

export function Bar({ shown, scale, open, moves, progress, trouble, onOpen, onKeys }: Props) {
  const { record, title, hue } = shown;
  const [pull, setPull] = useState<{ by: number; edge: Edge | null } | null>(null);
  const drag = useRef<{ x: number; edge: Edge | null } | null>(null);
  const dropped = useRef(false);
  const moving = moves?.moving.has(record.id) ?? false;
  const wasMoving = useRef(false);
  useEffect(() => {
    // Where it was dropped it stays until the server has answered.
    if (wasMoving.current && !moving) setPull(null);
    wasMoving.current = moving;
  }, [moving]);
  const place = pull ? pulled(shown.place, pull.by, pull.edge) : shown.place;
  const { left, width } = spanOf(scale, place);
  const outside = beside(width);

  const down = (event: PointerEvent<HTMLElement>) => {
    // A finger scrolls; records are moved on a phone by their form.
    if (!moves || moving || event.button !== 0 || event.pointerType === 'touch') return;
    const edge = moves.ends ? (edges[(event.target as HTMLElement).dataset.edge ?? ''] ?? null) : null;
    drag.current = { x: event.clientX, edge };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drawn = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return;
    const { edge, x } = drag.current;
    const by = bounded(shown.place, Math.round((event.clientX - x) / scale.px), edge);
    if (by !== (pull?.by ?? 0)) setPull({ by, edge });
  };
  const up = () => {
    if (!drag.current) return;
    drag.current = null;
    if (!pull) return;
    dropped.current = true;
    if (pull.by === 0) setPull(null);
    else moves?.change(shown, pull.by, pull.edge);
  };
  const cancel = () => {
    if (!drag.current) return;
    drag.current = null;
    setPull(null);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && drag.current) {
      event.stopPropagation();
      cancel();
      return;
    }
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!event.altKey || way === undefined || !moves) {
      onKeys?.(event);
      return;
    }
    event.preventDefault();
    const edge = event.shiftKey && moves.ends ? 'end' : null;
    const by = bounded(shown.place, way * stepOf(scale.zoom), edge);
    if (!moving && by !== 0) moves.change(shown, by, edge);
  };
  const colors = hue ? { background: `var(--lw-hue-bg-${hue})`, color: `var(--lw-hue-ink-${hue})` } : undefined;
  const days = place.first === place.last ? place.first : `${place.first} – ${place.last}`;
  return (
    <button
      type="button"
      data-bar
      data-record={record.id}
      className={classes(styles.bar, open && styles.open, moving && styles.moving, pull && styles.pulled, moves && styles.movable, outside && styles.short, trouble && styles.troubled)}
      style={{ left, width, ...colors }}
      title={`${title}\n${days}${trouble ? `\n${trouble}` : ''}`}
      aria-label={[title, days, progress !== null && progress !== undefined && `${progress}%`, trouble].filter(Boolean).join(' · ')}
      aria-busy={moving || undefined}
      aria-keyshortcuts={moves ? `Alt+ArrowLeft Alt+ArrowRight${moves.ends ? ' Alt+Shift+ArrowLeft Alt+Shift+ArrowRight' : ''}` : undefined}
      onPointerDown={down}
      onPointerMove={drawn}
      onPointerUp={up}
      onPointerCancel={cancel}
      onClick={() => {
        if (dropped.current) dropped.current = false;
        else onOpen();
      }}
      onKeyDown={keys}
    >
      {progress !== null && progress !== undefined && <span className={styles.done} style={{ width: `${Math.max(0, Math.min(100, progress))}%` }} />}
      {moves?.ends && <span data-edge="start" className={styles.edge} />}
      <span className={outside ? styles.beside : styles.inside}>{pull ? days : title}</span>
      {moves?.ends && <span data-edge="end" className={classes(styles.edge, styles.last)} />}
    </button>
  );
}

/** The days moved so far that the end never stands before the start. */
function bounded(place: Place, by: number, edge: Edge | null): number {
  const length = daysBetween(place.first, place.last);
  if (edge === 'start') return Math.min(by, length);
  return edge === 'end' ? Math.max(by, -length) : by;
}

function pulled(place: Place, by: number, edge: Edge | null): Pick<Place, 'first' | 'last'> {
  return { first: edge === 'end' ? place.first : daysLater(place.first, by), last: edge === 'start' ? place.last : daysLater(place.last, by) };
}
