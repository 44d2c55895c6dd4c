/** Twelve months; arrows move by day and week. What a day is shows by a word in it (休, 班), never by colour alone. */
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { CalendarDay } from '../../api/calendars';
import { classes } from '../../ui/classes';
import { dayText, dayTime, oneDay, weeksOf } from '../../ui/DateInput/weeks';
import styles from './Calendars.module.css';

interface Props {
  year: number;
  days: CalendarDay[];
  today: string;
  day: string;
  onDay: (day: string) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function Year({ year, days, today, day, onDay }: Props) {
  const { t, i18n } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const known = new Map(days.map((one) => [one.date, one]));
  const narrow = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' });
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' });
  const keys = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    onDay(dayText(dayTime(day) + step * oneDay));
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus());
  };
  return (
    <div ref={frame} role="group" aria-label={t('calendars.year', { year })} className={styles.months} onKeyDown={keys}>
      {Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-01`).map((first) => (
        <table key={first} className={styles.month} aria-label={monthName.format(new Date(dayTime(first)))}>
          <caption>{monthName.format(new Date(dayTime(first)))}</caption>
          <thead>
            <tr>
              {weeksOf(first)[0]?.map((one) => (
                <th key={one} scope="col">
                  {narrow.format(new Date(dayTime(one)))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(first).filter((week) => week.some((one) => one.slice(0, 7) === first.slice(0, 7))).map((week) => (
              <tr key={week[0]}>
                {week.map((one) => (
                  <td key={one}>{one.slice(0, 7) === first.slice(0, 7) && <DayButton date={one} info={known.get(one)} today={one === today} chosen={one === day} onDay={onDay} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function DayButton({ date, info, today, chosen, onDay }: { date: string; info: CalendarDay | undefined; today: boolean; chosen: boolean; onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const weekend = [0, 6].includes(new Date(dayTime(date)).getUTCDay());
  const mark = info && info.why !== 'week' ? t(info.works ? 'calendars.markOn' : 'calendars.markOff') : null;
  const told = info ? [date, t(info.works ? 'calendars.works' : 'calendars.off'), info.title].filter(Boolean).join(' ') : date;
  return (
    <button
      type="button"
      tabIndex={chosen ? 0 : -1}
      aria-current={chosen}
      title={info?.title ?? undefined}
      className={classes(styles.day, (info ? !info.works : weekend) && styles.free, today && styles.today, chosen && styles.chosen, info?.why === 'expected' && styles.expected, info?.why === 'edited' && styles.edited)}
      onClick={() => onDay(date)}
    >
      {Number(date.slice(8))}
      {mark && <i>{mark}</i>}
      <span className="visually-hidden"> {told}</span>
    </button>
  );
}
