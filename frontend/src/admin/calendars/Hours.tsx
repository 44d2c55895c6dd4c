/** The hours of each weekday, typed as one writes them; a weekday without hours is free. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { CalendarDocument, Shift } from '../../api/calendars';
import { dayTime, weeksOf } from '../../ui/DateInput/weeks';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { TextInput } from '../../ui/TextInput/TextInput';
import { readShifts, shiftsText, weekdays } from './shifts';
import styles from './Calendars.module.css';

export function Hours({ hours, onChange }: { hours: CalendarDocument['hours']; onChange: (hours: CalendarDocument['hours']) => void }) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' });
  // Any week will do for the names of its days.
  const [week = []] = weeksOf('2026-01-05');
  return (
    <fieldset className={styles.hours}>
      <legend>{t('calendars.hours')}</legend>
      {weekdays.map((weekday, index) => (
        <Weekday key={weekday} id={`hours-${weekday}`} name={names.format(new Date(dayTime(week[index] ?? '')))} shifts={hours[weekday]} onChange={(shifts) => onChange({ ...hours, [weekday]: shifts })} />
      ))}
    </fieldset>
  );
}

function Weekday({ id, name, shifts, onChange }: { id: string; name: string; shifts: Shift[] | undefined; onChange: (shifts: Shift[]) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && readShifts(typed) === null;
  const settle = () => {
    const read = typed === null ? null : readShifts(typed);
    if (read) {
      onChange(read);
      setTyped(null);
    }
  };
  return (
    <FieldFrame id={id} label={name} error={unread ? t('calendars.unreadHours') : null}>
      <TextInput id={id} value={typed ?? shiftsText(shifts)} placeholder={t('calendars.off')} invalid={unread} onChange={setTyped} onEnter={settle} onBlur={settle} />
    </FieldFrame>
  );
}
