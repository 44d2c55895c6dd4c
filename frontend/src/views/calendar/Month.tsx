/** Weeks below one another, or one of them: bars over the days, as many as there is room for. */
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { WorkedDays } from '../../api/calendars';
import { classes } from '../../ui/classes';
import { DayMark, isOff } from './DayMark';
import type { Shown } from './shown';
import { rowsIn, WeekRow, type Drawn } from './WeekRow';
import styles from './calendar.module.css';

interface Props extends Drawn {
  days: string[];
  /** "2026-11": days of other months are pale. Absent where a week stands alone. */
  month?: string;
  today: string;
  shown: Shown[];
  worked: WorkedDays;
  /** Of the days after it nothing was fetched; null where all was. */
  reach: string | null;
}

const least_px = 108;

export function Month({ days, month, today, shown, worked, reach, ...drawn }: Props) {
  const { t, i18n } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    if (!frame.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    watcher.observe(frame.current);
    return () => watcher.disconnect();
  }, []);
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));
  const rows = month === undefined ? Infinity : rowsIn(Math.max(least_px, height / weeks.length));
  const write = (how: Intl.DateTimeFormatOptions, day: string) => new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { timeZone: 'UTC', ...how }).format(new Date(`${day}T00:00:00Z`));
  return (
    <>
      <div className={styles.weekdays} aria-hidden="true">
        {days.slice(0, 7).map((day) => (
          <span key={day}>{write({ weekday: 'short' }, day)}</span>
        ))}
      </div>
      <div ref={frame} className={styles.weeks}>
        {weeks.map((week) => (
          <WeekRow
            key={week[0]}
            {...drawn}
            days={week}
            shown={shown}
            today={today}
            rows={rows}
            tone={(day) => classes(isOff(day, worked) && styles.off, month !== undefined && !day.startsWith(month) && styles.other)}
            head={(day) => (
              <span className={styles.cellHead}>
                <button type="button" className={classes(styles.number, day === today && styles.today)} aria-label={write({ month: 'long', day: 'numeric', weekday: 'long' }, day)} onClick={() => drawn.onDay(day)}>
                  {Number(day.slice(8))}
                </button>
                <DayMark day={day} worked={worked} />
                {reach !== null && day > reach && (
                  <button type="button" className={styles.undrawn} onClick={() => drawn.onDay(day)}>
                    {t('views.undrawn')}
                  </button>
                )}
              </span>
            )}
          />
        ))}
      </div>
    </>
  );
}
