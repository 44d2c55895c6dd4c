/** What the working calendar says of a day: off although it is a weekday or has a name, or made up at a weekend. */
import { useTranslation } from '../../i18n/useTranslation';
import type { WorkedDays } from '../../api/calendars';
import { weekday } from './days';
import styles from './calendar.module.css';

export function DayMark({ day, worked }: { day: string; worked: WorkedDays }) {
  const { t } = useTranslation();
  const weekend = weekday(day) > 4;
  const name = worked.off.get(day);
  if (worked.off.has(day) && (name || !weekend)) return <Mark name={name ?? null} word={t('views.dayOff')} />;
  const made = worked.otherwise.get(day);
  return made && weekend ? <Mark name={made.title} word={t('views.madeUp')} /> : null;
}

function Mark({ name, word }: { name: string | null; word: string }) {
  return (
    <span className={styles.mark} title={name ? `${name} · ${word}` : word}>
      {name && <span className={styles.markName}>{name}</span>}
      <b>{word}</b>
    </span>
  );
}

/** Whether nobody works on that day; until the calendar is known, at weekends. */
export function isOff(day: string, worked: WorkedDays): boolean {
  return worked.known ? worked.off.has(day) : weekday(day) > 4;
}
