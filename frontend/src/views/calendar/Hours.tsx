/** A week or a day by the hour: working hours light, the rest shaded, a line for now; what has no hour stands above. */
import { useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { Shift, WorkedDays } from '../../api/calendars';
import { timeOf } from '../../lib/time';
import { classes } from '../../ui/classes';
import { Chip } from './Chip';
import { DayMark } from './DayMark';
import { weekday } from './days';
import { isWhole, minutesOf, piecesOf } from './hours';
import type { Shown } from './shown';
import { hour_px } from './useMoves';
import { WeekRow, type Drawn } from './WeekRow';
import styles from './calendar.module.css';

interface Props extends Drawn {
  days: string[];
  today: string;
  now: number;
  shown: Shown[];
  worked: WorkedDays;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const wholeRows = 4;
const px = (minutes: number) => (minutes / 60) * hour_px;

export function Hours({ days, today, now, shown, worked, ...drawn }: Props) {
  const { t, i18n } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const shifts = (day: string): Shift[] => (worked.off.has(day) ? [] : (worked.otherwise.get(day)?.hours ?? worked.week[weekday(day)] ?? []));
  const starts = days.flatMap((day) => shifts(day).map(([start = '09:00']) => minutesOf(start)));
  const first = starts.length > 0 ? Math.min(...starts) : minutesOf('08:30');
  useEffect(() => {
    scroll.current?.scrollTo({ top: px(first - 30) });
  }, [first]);
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language;
  const write = (how: Intl.DateTimeFormatOptions, day: string) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...how }).format(new Date(`${day}T00:00:00Z`));
  const whole = shown.filter(isWhole);
  return (
    <div ref={scroll} className={styles.hours}>
      <div className={styles.hoursHead}>
        <div className={styles.heads}>
          <span className={styles.gutter} />
          {days.map((day) => (
            <span key={day} className={styles.head}>
              <button type="button" className={styles.headDay} title={write({ month: 'long', day: 'numeric', weekday: 'long' }, day)} onClick={() => drawn.onDay(day)}>
                {write({ weekday: 'short' }, day)} <b className={classes(styles.number, day === today && styles.today)}>{Number(day.slice(8))}</b>
              </button>
              <DayMark day={day} worked={worked} />
            </span>
          ))}
        </div>
        {whole.length > 0 && (
          <div className={styles.heads}>
            <span className={styles.gutter}>{t('views.allDay')}</span>
            <WeekRow {...drawn} days={days} shown={whole} today={today} rows={days.length === 1 ? Infinity : wholeRows} />
          </div>
        )}
      </div>
      <div className={styles.heads} style={{ height: 24 * hour_px }}>
        <div className={styles.gutter} aria-hidden="true">
          {hours.slice(1).map((hour) => (
            <span key={hour} className={styles.hour} style={{ top: hour * hour_px }}>
              {String(hour).padStart(2, '0')}:00
            </span>
          ))}
        </div>
        <ol className={styles.columns}>
          {days.map((day) => (
            <li key={day} data-day={day} data-hours className={classes(styles.column, worked.known && styles.closed)} aria-label={write({ month: 'long', day: 'numeric', weekday: 'long' }, day)} aria-current={day === today ? 'date' : undefined}>
              {shifts(day).map(([start = '', end = '']) => (
                <i key={start} className={styles.shift} style={{ top: px(minutesOf(start)), height: px(minutesOf(end) - minutesOf(start)) }} />
              ))}
              {hours.slice(1).map((hour) => (
                <i key={hour} className={styles.line} style={{ top: hour * hour_px }} />
              ))}
              {piecesOf(shown, day).map(({ one, from, to, column, columns, begins, ends }) => (
                <Chip
                  key={one.record.id}
                  one={one}
                  moves={drawn.moves}
                  open={one.record.id === drawn.open}
                  begins={begins}
                  ends={ends}
                  fine
                  low={to - from < 50}
                  style={{ position: 'absolute', top: px(from) + 1, height: px(to - from) - 2, left: `calc(${(column * 100) / columns}% + 2px)`, width: `calc(${100 / columns}% - 4px)` }}
                  onOpen={drawn.onOpen}
                />
              ))}
              {day === today && <i className={styles.now} style={{ top: px(minutesOf(timeOf(now))) }} title={timeOf(now)} />}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
