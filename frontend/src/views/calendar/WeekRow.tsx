/** Days beside one another with the bars of their records; what does not fit is one press away. */
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { classes } from '../../ui/classes';
import { Chip } from './Chip';
import { barsOf, fitted, type Shown } from './shown';
import type { Moves } from './useMoves';
import styles from './calendar.module.css';

export interface Drawn {
  moves: Moves;
  open: string | null;
  onOpen: (id: string) => void;
  onDay: (day: string) => void;
}

interface Props extends Drawn {
  days: string[];
  shown: Shown[];
  today: string;
  /** How many bars fit below one another. */
  rows: number;
  /** What stands over the bars of a day. */
  head?: (day: string) => ReactNode;
  tone?: (day: string) => string | false | undefined;
}

const bar_px = 22;
const head_px = 30;

/** How many bars fit into a row of that height. */
export const rowsIn = (height: number) => Math.max(2, Math.floor((height - head_px - 4) / bar_px));

export function WeekRow({ days, shown, today, rows, head, tone, moves, open, onOpen, onDay }: Props) {
  const { t } = useTranslation();
  const bars = barsOf(shown, days);
  const { drawn, left } = fitted(bars, days.length, rows);
  const top = head ? head_px : 3;
  const tall = Math.max(0, ...drawn.map(({ lane }) => lane + 1), ...left.map((count) => (count > 0 ? rows : 0)));
  return (
    <ol className={styles.weekRow} style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))`, minHeight: top + tall * bar_px + 6 }}>
      {days.map((day, at) => (
        <li key={day} data-day={day} className={classes(styles.cell, tone?.(day))} aria-current={day === today ? 'date' : undefined}>
          {head?.(day)}
          {drawn
            .filter(({ from }) => from === at)
            .map(({ one, span, lane, begins, ends }) => (
              <Chip
                key={one.record.id}
                one={one}
                moves={moves}
                open={one.record.id === open}
                begins={begins}
                ends={ends}
                style={{ position: 'absolute', left: begins ? 3 : 0, top: top + lane * bar_px, width: `calc(${span * 100}% + ${span - 1}px - ${(begins ? 3 : 0) + (ends ? 3 : 0)}px)` }}
                onOpen={onOpen}
              />
            ))}
          {(left[at] ?? 0) > 0 && (
            <button type="button" className={styles.more} style={{ top: top + (rows - 1) * bar_px }} onClick={() => onDay(day)}>
              {t('views.more', { count: left[at] })}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
