/** A record on the time axis: opened by a press, moved by dragging its middle, lengthened by dragging an end, put into another lane by
 * dragging it there; by keys with Alt. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from '../../ui/classes';
import { daysBetween, daysLater, type Place } from '../calendar/days';
import type { Shown } from '../calendar/shown';
import { useGrip } from '../parts/useGrip';
import { beside } from './pack';
import { spanOf, stepOf, type Scale } from './scale';
import styles from './ground.module.css';

export type Edge = 'start' | 'end';

export interface BarMoves {
  /** Changes the record's dates by so many days: all of it, or one end. `lane`: the value of another lane that it is put into. */
  change: (shown: Shown, by: number, edge: Edge | null, lane?: { value: unknown }) => void;
  /** Ids of the records on their way. */
  moving: ReadonlySet<string>;
  /** Whether the ends move by themselves. */
  ends: boolean;
  /** The lane of a row, that of a record, and the one before or after it; absent where none can be changed. */
  lanes?: { of: (row: number) => unknown; own: (shown: Shown) => unknown; beside: (shown: Shown, by: 1 | -1) => { value: unknown } | null };
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
  const [pull, setPull] = useState<Pull | null>(null);
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

  const grip = useGrip<{ x: number; y: number; edge: Edge | null }>({
    take: (event) => {
      if (!moves || moving) return null;
      const edge = moves.ends ? (edges[(event.target as HTMLElement).dataset.edge ?? ''] ?? null) : null;
      return { x: event.clientX, y: event.clientY, edge };
    },
    pull: ({ x, y, edge }, to) => {
      const by = bounded(shown.place, Math.round((to.x - x) / scale.px), edge);
      const row = moves?.lanes && !edge ? rowAt(to) : null;
      setPull({ by, edge, down: row === null ? 0 : to.y - y, lane: row === null ? null : { value: moves?.lanes?.of(row) ?? null } });
    },
    drop: () => {
      if (!pull) return;
      const lane = pull.lane && pull.lane.value !== moves?.lanes?.own(shown) ? pull.lane : undefined;
      if (pull.by === 0 && !lane) setPull(null);
      else moves?.change(shown, pull.by, pull.edge, lane);
    },
    leave: () => setPull(null),
  });
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const up = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    if (event.altKey && up && moves?.lanes && !moving) {
      event.preventDefault();
      const lane = moves.lanes.beside(shown, up);
      if (lane) moves.change(shown, 0, null, lane);
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
      style={{ left, width, ...(pull?.down ? { transform: `translateY(${pull.down}px)` } : {}), ...colors }}
      title={`${title}\n${days}${trouble ? `\n${trouble}` : ''}`}
      aria-label={[title, days, progress !== null && progress !== undefined && `${progress}%`, trouble].filter(Boolean).join(' · ')}
      aria-busy={moving || undefined}
      aria-keyshortcuts={moves ? `Alt+ArrowLeft Alt+ArrowRight${moves.ends ? ' Alt+Shift+ArrowLeft Alt+Shift+ArrowRight' : ''}${moves.lanes ? ' Alt+ArrowUp Alt+ArrowDown' : ''}` : undefined}
      {...grip}
      onClick={onOpen}
      onKeyDown={keys}
    >
      {progress !== null && progress !== undefined && <span className={styles.done} style={{ width: `${Math.max(0, Math.min(100, progress))}%` }} />}
      {moves?.ends && <span data-edge="start" className={styles.edge} />}
      <span className={outside ? styles.beside : styles.inside}>{pull ? days : title}</span>
      {moves?.ends && <span data-edge="end" className={classes(styles.edge, styles.last)} />}
    </button>
  );
}

interface Pull {
  by: number;
  edge: Edge | null;
  /** How far it is drawn below its row, and the lane it is drawn over. */
  down: number;
  lane: { value: unknown } | null;
}

/** The row below the pointer. */
function rowAt({ x, y }: { x: number; y: number }): number | null {
  const row = document.elementsFromPoint(x, y).find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset.row !== undefined);
  return row ? Number(row.dataset.row) : null;
}

/** The days moved so far that the end never stands before the start. */
function bounded(place: Place, by: number, edge: Edge | null): number {
  const length = daysBetween(place.first, place.last);
  if (edge === 'start') return Math.min(by, length);
  return edge === 'end' ? Math.max(by, -length) : by;
}

function pulled(place: Place, by: number, edge: Edge | null): Place {
  return { ...place, first: edge === 'end' ? place.first : daysLater(place.first, by), last: edge === 'start' ? place.last : daysLater(place.last, by) };
}
