/** A time of day. Value: "09:05" ("09:05:30" where seconds count), null, or text that is no time. */
import { defineField } from '../lib/defineField';
import { readTime } from '../ui/DateTimeInput/readTime';
import { Missing } from './parts/Missing';
import { NativePicker } from './parts/NativePicker';
import { TypedInput } from './parts/TypedInput';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

interface Settings {
  seconds?: boolean;
}

const isTime = (value: unknown, seconds = false) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value) && (seconds || value.length === 5);

/** With seconds where they were typed: 9:05:30. */
function read(text: string): string | null {
  const [, start = '', seconds] = /^(.+?[:：]\d{1,2})[:：](\d{2})$/.exec(text) ?? [];
  if (!seconds) return readTime(text);
  const time = readTime(start);
  return time && (seconds === '00' ? time : `${time}:${seconds}`);
}

const same = (value: string) => value;

export default defineField<string | null, Settings>({
  key: 'time',
  icon: 'clock',
  width: 80,
  Input: (props) => (
    <span className={styles.date}>
      <TypedInput {...control(props)} inputMode="numeric" placeholder={props.settings.seconds ? '09:05:30' : '09:05'} value={props.value ?? null} show={same} read={read} onChange={props.onChange} />
    </span>
  ),
  PhoneInput: (props) => <NativePicker {...control(props)} type="time" value={isTime(props.value, true) ? (props.value ?? '') : ''} onChange={(text) => props.onChange(text || null)} />,
  Cell: ({ value }) => (value ? <>{value}</> : <Missing />),
  Filter: ({ value, onChange, label }) => <TypedInput size="small" label={label} placeholder="09:05" value={typeof value === 'string' ? value : null} show={same} read={read} onChange={onChange} />,
  text: (value) => value ?? '',
  problem: (value, { seconds }) => (isTime(value, seconds) ? null : { key: 'typed.time.odd' }),
});
