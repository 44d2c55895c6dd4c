/** The days as cells, each with its records; in a month those that do not fit are one press away. */
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormInfo, RecordItem } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { classes } from '../../ui/classes';
import { daysBetween, type Place, type Span } from './days';
import styles from './calendar.module.css';

export interface Shown {
  record: RecordItem;
  place: Place;
  /** The colour of its option, 1 to 10. */
  hue: number | null;
}

interface Props {
  form: FormInfo;
  span: Span;
  days: string[];
  /** "2026-11": days of other months are pale. */
  month: string;
  today: string;
  shown: Shown[];
  open: string | null;
  moving: ReadonlySet<string>;
  onOpen: (id: string) => void;
  onDay: (day: string) => void;
  /** Absent where nothing may be moved. */
  onShift?: (record: RecordItem, days: number, byKeys?: boolean) => void;
}

const fits = 3;
// While something is dragged the browser does not tell the places below it what it is.
const dragged: { record: RecordItem | null; day: string } = { record: null, day: '' };

export function Days({ form, span, days, month, today, shown, open, moving, onOpen, onDay, onShift }: Props) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState<string | null>(null);
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' });
  const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
  const drop = (event: DragEvent, day: string) => {
    event.preventDefault();
    setOver(null);
    const by = daysBetween(dragged.day, day);
    if (dragged.record && by !== 0) onShift?.(dragged.record, by);
  };
  const keys = (event: KeyboardEvent, record: RecordItem) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!event.altKey || event.nativeEvent.isComposing || by === undefined || !onShift) return;
    event.preventDefault();
    if (!moving.has(record.id)) onShift(record, by, true);
  };
  return (
    <>
      {span !== 'day' && (
        <div className={styles.weekdays} aria-hidden="true">
          {days.slice(0, 7).map((day) => (
            <span key={day}>{weekday.format(dateOf(day))}</span>
          ))}
        </div>
      )}
      <ol className={classes(styles.days, styles[span])}>
        {days.map((day) => {
          const here = shown.filter(({ place }) => place.first <= day && day <= place.last);
          const drawn = span === 'month' && here.length > fits ? here.slice(0, fits - 1) : here;
          return (
            <li
              key={day}
              className={classes(styles.cell, over === day && styles.over, span === 'month' && !day.startsWith(month) && styles.other)}
              aria-current={day === today ? 'date' : undefined}
              onDragOver={(event) => {
                if (!dragged.record) return;
                event.preventDefault();
                setOver(day);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => drop(event, day)}
            >
              {span !== 'day' && (
                <button type="button" className={classes(styles.number, day === today && styles.today)} aria-label={longDay.format(dateOf(day))} onClick={() => onDay(day)}>
                  {Number(day.slice(8))}
                  {here.length > 0 && <span className={styles.tally}>{here.length}</span>}
                </button>
              )}
              {drawn.map(({ record, place, hue }) => (
                <button
                  key={record.id}
                  type="button"
                  data-record={record.id}
                  className={classes(styles.chip, record.id === open && styles.open, moving.has(record.id) && styles.moving)}
                  style={hue ? { background: `var(--lw-hue-bg-${hue})`, color: `var(--lw-hue-ink-${hue})` } : undefined}
                  title={titleOf(form, record)}
                  draggable={onShift !== undefined && !moving.has(record.id)}
                  aria-keyshortcuts={onShift && 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown'}
                  onDragStart={(event) => {
                    dragged.record = record;
                    dragged.day = day;
                    event.dataTransfer.effectAllowed = 'move';
                    event.dataTransfer.setData('text/plain', titleOf(form, record));
                  }}
                  onDragEnd={() => {
                    dragged.record = null;
                  }}
                  onClick={() => onOpen(record.id)}
                  onKeyDown={(event) => keys(event, record)}
                >
                  {place.time && day === place.first && <span className={styles.time}>{place.time}</span>}
                  {titleOf(form, record)}
                </button>
              ))}
              {drawn.length < here.length && (
                <button type="button" className={styles.more} onClick={() => onDay(day)}>
                  {t('views.more', { count: here.length - drawn.length })}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
