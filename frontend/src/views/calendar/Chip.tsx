/** A record on the calendar: opened by a press, pulled to another time, made longer at its ends; by keys with Alt. */
import type { CSSProperties } from 'react';
import { classes } from '../../ui/classes';
import type { Shown } from './shown';
import type { Moves } from './useMoves';
import styles from './calendar.module.css';

interface Props {
  one: Shown;
  moves: Moves;
  open: boolean;
  /** Whether it goes on before and after what is drawn here. */
  begins: boolean;
  ends: boolean;
  /** On hours: keys move it by minutes, and its ends are above and below. */
  fine?: boolean;
  /** Too low for two lines. */
  low?: boolean;
  style?: CSSProperties;
  onOpen: (id: string) => void;
}

export function Chip({ one: { record, place, title, hue }, moves, open, begins, ends, fine = false, low = false, style, onOpen }: Props) {
  const moving = moves.moving.has(record.id);
  const time = place.time && begins ? (fine && place.until && ends ? `${place.time}–${place.until}` : place.time) : null;
  const colors = hue ? { background: `var(--lw-hue-bg-${hue})`, color: `var(--lw-hue-ink-${hue})` } : undefined;
  const span = place.last > place.first ? `${place.first} – ${place.last}` : place.first;
  return (
    <button
      type="button"
      data-record={record.id}
      className={classes(styles.chip, fine && styles.fine, low && styles.low, !begins && styles.cutBefore, !ends && styles.cutAfter, open && styles.open, moving && styles.moving, moves.pulled === record.id && styles.pulled, moves.may && styles.movable)}
      style={{ ...colors, ...style }}
      title={[title, `${span}${place.time ? ` ${place.time}` : ''}${place.until ? `–${place.until}` : ''}`].join('\n')}
      aria-busy={moving || undefined}
      aria-keyshortcuts={moves.may ? `Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown${moves.ends ? ' Alt+Shift+ArrowLeft Alt+Shift+ArrowRight' : ''}` : undefined}
      onClick={() => onOpen(record.id)}
      onKeyDown={(event) => moves.keys(event, record, fine)}
    >
      {moves.ends && begins && <span data-edge="start" className={styles.edge} />}
      {time && <span className={styles.time}>{time}</span>}
      {title}
      {moves.ends && ends && <span data-edge="end" className={classes(styles.edge, styles.lastEdge)} />}
    </button>
  );
}
