/** The chosen day: what it is and why, and what is said of it by hand, for it alone or for the days up to another. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import type { CalendarDay, SaidDay } from '../../api/calendars';
import { Button } from '../../ui/Button/Button';
import { DateInput } from '../../ui/DateInput/DateInput';
import { dayText, dayTime, oneDay } from '../../ui/DateInput/weeks';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { readShifts, shiftsText } from './shifts';
import styles from './Calendars.module.css';

interface Props {
  day: string;
  info: CalendarDay | undefined;
  said: SaidDay | undefined;
  onSay: (days: string[], said: SaidDay | null) => void;
}

const mostDays = 366;

export function DayPanel({ day, info, said, onSay }: Props) {
  const { t, i18n } = useTranslation();
  const [kind, setKind] = useState(said ? (said.works ? 'on' : 'off') : 'rule');
  const [title, setTitle] = useState(typeof said?.title === 'string' ? said.title : (said?.title?.[i18n.language] ?? ''));
  const [hours, setHours] = useState(shiftsText(said?.hours));
  const [until, setUntil] = useState<string | null>(day);
  const shifts = readShifts(hours);
  const days = spanOf(day, until);
  const words = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }).format(new Date(dayTime(day)));
  const say = () => {
    if (!days || (kind === 'on' && !shifts)) return;
    const own: SaidDay = { works: kind === 'on', ...(title.trim() ? { title: title.trim() } : {}), ...(kind === 'on' && shifts?.length ? { hours: shifts } : {}) };
    onSay(days, kind === 'rule' ? null : own);
  };
  return (
    <section className={styles.panel} aria-label={words}>
      <div className={styles.stays}>
      <h2>{words}</h2>
      {info && (
        <p className={styles.what}>
          <b>{info.works ? shiftsText(info.hours) : t('calendars.off')}</b> {t(`calendars.why.${info.why}`)}
          {info.title && ` · ${info.title}`}
        </p>
      )}
      <FieldFrame id="day-kind" label={t('calendars.thisDay')}>
        <Select
          id="day-kind"
          value={kind}
          onChange={(next) => setKind(next ?? 'rule')}
          options={(['rule', 'off', 'on'] as const).map((one) => ({ value: one, label: t(`calendars.kinds.${one}`) }))}
        />
      </FieldFrame>
      {kind !== 'rule' && (
        <FieldFrame id="day-title" label={t('calendars.reason')} optional>
          <TextInput id="day-title" value={title} maxLength={60} placeholder={t('calendars.reasonExample')} onChange={setTitle} />
        </FieldFrame>
      )}
      {kind === 'on' && (
        <FieldFrame id="day-hours" label={t('calendars.hoursOfDay')} optional hint={t('calendars.hoursOfDayHint')} error={shifts ? null : t('calendars.unreadHours')}>
          <TextInput id="day-hours" value={hours} placeholder="09:00–12:00, 13:00–18:00" invalid={!shifts} onChange={setHours} />
        </FieldFrame>
      )}
      <FieldFrame id="day-until" label={t('calendars.until')} error={days ? null : t('calendars.unreadUntil')}>
        <DateInput id="day-until" value={until} invalid={!days} onChange={setUntil} />
      </FieldFrame>
      <Button disabled={!days || (kind === 'on' && !shifts) || (kind === 'rule' && !said && days.length === 1)} onClick={say}>
        {t('calendars.apply', { count: days?.length ?? 1 })}
      </Button>
      </div>
    </section>
  );
}

/** The days up to another, both counted; null when it is none or lies before. */
function spanOf(day: string, until: string | null): string[] | null {
  const count = (dayTime(until || day) - dayTime(day)) / oneDay + 1;
  return count >= 1 && count <= mostDays ? Array.from({ length: count }, (_, step) => dayText(dayTime(day) + step * oneDay)) : null;
}
