/** A moment: a day and a time of day in the workspace's zone. The value is UTC text ("2026-01-05T01:00:00Z") or null. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/useTranslation';
import { DateInput } from '../DateInput/DateInput';
import { TextInput } from '../TextInput/TextInput';
import type { ControlProps } from '../control';
import { dayOf, momentOf, timeOf } from '../../lib/time';
import { readTime } from './readTime';
import styles from './DateTimeInput.module.css';

interface Props extends ControlProps {
  value: string | null;
  onChange: (moment: string | null) => void;
}

const isMoment = (value: string | null): value is string => Boolean(value) && !Number.isNaN(Date.parse(value ?? ''));

export function DateTimeInput({ value, onChange, ...props }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const day = isMoment(value) ? dayOf(value) : null;
  const time = isMoment(value) ? timeOf(value) : '09:00';
  const settle = () => {
    const read = typed === null ? null : readTime(typed);
    if (read && day) onChange(momentOf(day, read));
    setTyped(null);
    props.onBlur?.();
  };
  return (
    <span className={styles.pair}>
      <DateInput {...props} value={day} onChange={(picked) => onChange(picked ? (momentOf(picked, time) ?? picked) : null)} />
      <span className={styles.time}>
        <TextInput size={props.size} disabled={props.disabled || !day} label={t('date.time')} placeholder="09:00" inputMode="numeric" value={typed ?? (day ? time : '')} onChange={setTyped} onBlur={settle} onEnter={settle} />
      </span>
    </span>
  );
}
