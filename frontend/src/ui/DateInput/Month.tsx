/** One month of days; arrows move by day and week, Page Up and Down by month. Weeks begin on Monday. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { Button } from '../Button/Button';
import { classes } from '../classes';
import { dayOf } from '../../lib/time';
import { dayText, dayTime, moveMonth, oneDay, weeksOf } from './weeks';
import styles from './DateInput.module.css';

export function Month({ value, onPick }: { value: string | null; onPick: (day: string) => void }) {
  const { t, i18n } = useTranslation();
  const [today] = useState(() => dayOf(Date.now()));
  const [at, setAt] = useState(value && !Number.isNaN(dayTime(value)) ? value : today);
  const grid = useRef<HTMLTableElement>(null);
  useEffect(() => grid.current?.querySelector<HTMLElement>(`[aria-label="${at}"]`)?.focus(), [at]);

  const steps: Record<string, () => string> = {
    ArrowLeft: () => dayText(dayTime(at) - oneDay),
    ArrowRight: () => dayText(dayTime(at) + oneDay),
    ArrowUp: () => dayText(dayTime(at) - 7 * oneDay),
    ArrowDown: () => dayText(dayTime(at) + 7 * oneDay),
    PageUp: () => moveMonth(at, -1),
    PageDown: () => moveMonth(at, 1),
  };
  const keys = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    setAt(step());
  };
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' });
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(dayTime(at)));
  const weeks = weeksOf(at);
  return (
    <div className={styles.month}>
      <div className={styles.monthHead}>
        <Button size="small" variant="quiet" icon="left" label={t('date.previous')} onClick={() => setAt(moveMonth(at, -1))} />
        <b aria-live="polite">{title}</b>
        <Button size="small" variant="quiet" icon="right" label={t('date.next')} onClick={() => setAt(moveMonth(at, 1))} />
      </div>
      <table ref={grid} role="grid" aria-label={title} onKeyDown={keys}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {names.format(new Date(dayTime(day)))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} role="gridcell" aria-selected={day === value}>
                  <button
                    type="button"
                    tabIndex={day === at ? 0 : -1}
                    aria-label={day}
                    aria-current={day === today ? 'date' : undefined}
                    className={classes(styles.day, day.slice(0, 7) !== at.slice(0, 7) && styles.outside, day === today && styles.today, day === value && styles.chosen)}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" variant="quiet" onClick={() => onPick(today)}>
        {t('date.today')}
      </Button>
    </div>
  );
}
