/** A calendar's draft: name, public holidays and departments, the week's hours, and the year with the chosen day beside. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { useCalendarYear, type CalendarDocument } from '../../api/calendars';
import { dayOf } from '../../lib/time';
import { Button } from '../../ui/Button/Button';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { Select } from '../../ui/Select/Select';
import { Banner, ErrorState } from '../../ui/States/States';
import { TextInput } from '../../ui/TextInput/TextInput';
import { DayPanel } from './DayPanel';
import { Departments } from './Departments';
import { Hours } from './Hours';
import { PasteDays } from './PasteDays';
import { Year } from './Year';
import styles from './Calendars.module.css';

interface Props {
  document: CalendarDocument;
  /** Names of departments by id, as the server told them. */
  names: Record<string, string>;
  /** The company's own holds for whoever has no other, so it is given to no department. */
  company: boolean;
  onChange: (document: CalendarDocument) => void;
}

export function Editor({ document, names, company, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [today] = useState(() => dayOf(Date.now()));
  const [day, setDay] = useState(today);
  const [pasting, setPasting] = useState(false);
  const at = Number(day.slice(0, 4));
  const year = useCalendarYear(at, document);
  const change = (part: Partial<CalendarDocument>) => onChange({ ...document, ...part });
  const title = typeof document.title === 'string' ? document.title : (document.title[i18n.language] ?? document.title['zh-CN'] ?? '');
  const chosen = year.data?.days.find((one) => one.date === day);
  return (
    <div className={styles.editor}>
      <section className={styles.rules}>
        <FieldFrame id="calendar-title" label={t('calendars.name')} required>
          <TextInput id="calendar-title" value={title} maxLength={60} onChange={(next) => change({ title: next })} />
        </FieldFrame>
        <FieldFrame id="calendar-holidays" label={t('calendars.holidays')} hint={t('calendars.holidaysHint')}>
          <Select id="calendar-holidays" value={document.holidays} empty={t('calendars.noHolidays')} onChange={(holidays) => change({ holidays })} options={[{ value: 'CN', label: t('calendars.china') }]} />
        </FieldFrame>
        {!company && <Departments chosen={document.departments} names={names} onChange={(departments) => change({ departments })} />}
        <Hours hours={document.hours} onChange={(hours) => change({ hours })} />
      </section>
      <section className={styles.yearPart}>
        <div className={styles.yearHead}>
          <Button size="small" variant="quiet" icon="left" label={t('calendars.yearBefore')} onClick={() => setDay(`${at - 1}${day.slice(4, 8)}01`)} />
          <h2 aria-live="polite">{t('calendars.year', { year: at })}</h2>
          <Button size="small" variant="quiet" icon="right" label={t('calendars.yearAfter')} onClick={() => setDay(`${at + 1}${day.slice(4, 8)}01`)} />
          {year.data && !year.isPlaceholderData && <span className={styles.note}>{t('calendars.workingDays', { count: year.data.working_days })}</span>}
          <span className={styles.grow} />
          <Button size="small" icon="table" onClick={() => setPasting(true)}>
            {t('calendars.paste')}
          </Button>
        </div>
        {year.data && !year.data.announced && document.holidays && <Banner tone="warning" title={t('calendars.expected', { year: at })}>{t('calendars.expectedWords')}</Banner>}
        {year.isError ? <ErrorState error={year.error} onRetry={() => void year.refetch()} /> : <Year year={at} days={year.data?.days ?? []} today={today} day={day} onDay={setDay} />}
      </section>
      <DayPanel key={day} day={day} info={chosen} said={document.days[day]} onSay={(days, said) => change({ days: withDays(document.days, days, said) })} />
      {pasting && <PasteDays today={today} onClose={() => setPasting(false)} onDays={(days) => change({ days: { ...document.days, ...days } })} />}
    </div>
  );
}

/** Null takes away what was said of the days. */
function withDays(days: CalendarDocument['days'], which: string[], said: CalendarDocument['days'][string] | null): CalendarDocument['days'] {
  const rest = Object.fromEntries(Object.entries(days).filter(([day]) => !which.includes(day)));
  return said ? { ...rest, ...Object.fromEntries(which.map((day) => [day, said])) } : rest;
}
