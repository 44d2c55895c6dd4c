/** Days below one another with their records, for narrow screens and for days without hours; days with nothing are left out. */
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { WorkedDays } from '../../api/calendars';
import { longDay, momentOf } from '../../lib/time';
import { classes } from '../../ui/classes';
import { DayMark } from './DayMark';
import type { Place } from './days';
import type { Shown } from './shown';
import styles from './calendar.module.css';

interface Props {
  days: string[];
  today: string;
  shown: Shown[];
  worked: WorkedDays;
  open: string | null;
  onOpen: (id: string) => void;
}

export function DayList({ days, today, shown, worked, open, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const named = (day: string) => longDay(momentOf(day, '12:00') ?? day, i18n.language);
  const now = useRef<HTMLElement>(null);
  // A month begins where one is.
  useEffect(() => now.current?.scrollIntoView?.({ block: 'start' }), []);
  const found = days.map((day) => ({ day, here: shown.filter(({ place }) => place.first <= day && day <= place.last) })).filter(({ day, here }) => here.length > 0 || day === today);
  return (
    <div className={styles.list}>
      {found.map(({ day, here }) => (
        <section key={day} ref={day === today ? now : undefined} aria-label={named(day)} aria-current={day === today ? 'date' : undefined}>
          <h3 className={classes(styles.listDay, day === today && styles.listToday)}>
            {named(day)}
            {day === today && <span>{t('views.today')}</span>}
            <DayMark day={day} worked={worked} />
          </h3>
          {here.length === 0 && <p className={styles.free}>{t('views.nothing')}</p>}
          <ul>
            {here.map(({ record, place, title, hue }) => (
              <li key={record.id}>
                <button type="button" data-record={record.id} className={classes(styles.item, record.id === open && styles.itemOpen)} onClick={() => onOpen(record.id)}>
                  <span className={styles.when}>{timesOf(place, day) ?? t('views.allDay')}</span>
                  <i className={styles.stripe} style={hue ? { background: `var(--lw-hue-ink-${hue})` } : undefined} />
                  <span className={styles.itemTitle}>{title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** "09:00–10:30" on its only day, "09:00 –" and "– 18:00" on the first and the last of several; null for all day. */
function timesOf({ first, last, time, until }: Place, day: string): string | null {
  if (time === null || (day !== first && day !== last)) return null;
  if (first === last) return until === null ? time : `${time}–${until}`;
  if (day === first) return `${time} –`;
  return until === null ? null : `– ${until}`;
}
