/** From one day to another, both included. Value: "2026-01-05/2026-01-09", null, or (while it is typed) half of it. */
import { useTranslation } from '../i18n/useTranslation';
import { currentLocale } from '../i18n/i18n';
import { defineField, type InputProps } from '../lib/defineField';
import { dayText } from '../lib/time';
import { DayFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { NativePicker } from './parts/NativePicker';
import { control } from './parts/control';
import { DeskDay } from './parts/desk';
import styles from './parts/parts.module.css';

interface Settings {
  most_days?: number | null;
}

type Ends = [first: string, last: string];

const endsOf = (value: string | null | undefined): Ends => {
  const [first = '', last = ''] = (value ?? '').split('/');
  return [first, last];
};
const joined = ([first, last]: Ends) => (first || last ? `${first}/${last}` : null);
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toString() !== 'Invalid Date' && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const days = ([first, last]: Ends) => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

function Both({ props, native }: { props: InputProps<string | null, Settings>; native?: boolean }) {
  const { t } = useTranslation();
  const ends = endsOf(props.value);
  const set = (at: 0 | 1) => (day: string | null) => {
    const next: Ends = [...ends];
    next[at] = day ?? '';
    // One day is a range too: the second end follows the first until it is chosen.
    if (at === 0 && isDay(next[0]) && !next[1]) next[1] = next[0];
    props.onChange(joined(next));
  };
  const part = (at: 0 | 1) => {
    const own = { ...control(props), id: at ? `${props.id}-last` : props.id, label: t(at ? 'typed.range.last' : 'typed.range.first', { field: props.label }) };
    return native ? (
      <NativePicker {...own} type="date" value={isDay(ends[at]) ? ends[at] : ''} onChange={(text) => set(at)(text || null)} />
    ) : (
      <DeskDay {...own} value={ends[at] || null} onChange={set(at)} />
    );
  };
  return (
    <span className={styles.range}>
      {part(0)}
      <span aria-hidden="true">–</span>
      {part(1)}
    </span>
  );
}

const shown = (value: string, write: (day: string) => string) => endsOf(value).map(write).join(currentLocale() === 'en' ? ' to ' : ' 至 ');

export default defineField<string | null, Settings>({
  key: 'date_range',
  icon: 'calendar',
  width: 176,
  group: true,
  phoneGroup: true,
  Input: (props) => <Both props={props} />,
  PhoneInput: (props) => <Both props={props} native />,
  Cell: ({ value }) => (value ? <span title={shown(value, (day) => day)}>{shown(value, (day) => dayText(day))}</span> : <Missing />),
  Display: ({ value }) => (value ? <>{shown(value, (day) => day)}</> : <Missing />),
  Filter: (props) =>
    props.operator === 'equal' || props.operator === 'not_equal' ? (
      <span className={styles.range}>
        {([0, 1] as const).map((at) => (
          <DayFilter
            key={at}
            {...props}
            label={`${props.label} ${at + 1}`}
            value={endsOf(props.value as string | null)[at] || null}
            onChange={(day) => props.onChange(joined(endsOf(props.value as string | null).with(at, (day as string | null) ?? '') as Ends))}
          />
        ))}
      </span>
    ) : (
      <DayFilter {...props} />
    ),
  text: (value) => (value ? shown(value, (day) => day) : ''),
  problem(value, { most_days }) {
    const ends = endsOf(value);
    if (!ends.every(isDay)) return { key: 'typed.range.odd' };
    if (ends[1] < ends[0]) return { key: 'typed.range.order' };
    return most_days && days(ends) > most_days ? { key: 'typed.range.long', words: { limit: most_days } } : null;
  },
});
