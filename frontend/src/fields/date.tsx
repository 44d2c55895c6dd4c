/** A day. Value: "2026-01-05", null, or (while it is typed) text that is no day. */
import { defineField } from '../lib/defineField';
import { dayText } from '../lib/time';
import { DayFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { NativePicker } from './parts/NativePicker';
import { control } from './parts/control';
import { DeskDay } from './parts/desk';
import styles from './parts/parts.module.css';

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

export default defineField<string | null>({
  key: 'date',
  palette: ['common', 5],
  icon: 'calendar',
  width: 104,
  Input: (props) => (
    <span className={styles.date}>
      <DeskDay {...control(props)} value={props.value ?? null} onChange={props.onChange} />
    </span>
  ),
  PhoneInput: (props) => <NativePicker {...control(props)} type="date" value={isDay(props.value) ? (props.value ?? '') : ''} onChange={(text) => props.onChange(text || null)} />,
  Cell: ({ value }) => (value ? <span title={value}>{dayText(value)}</span> : <Missing />),
  Display: ({ value }) => (value ? <>{value}</> : <Missing />),
  Filter: DayFilter,
  text: (value) => value ?? '',
  expressionType: () => 'date',
  problem: (value) => (isDay(value) ? null : { key: 'fields.date.odd' }),
});
