/** How much is done, in whole percent. Value: a number from 0 to 100, null, or text that is none. */
import { defineField } from '../lib/defineField';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { NumberFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { outside } from './parts/faults';
import styles from './parts/parts.module.css';

type Value = number | string | null;

const read = (text: string | null): Value => (text !== null && /^\d{1,3}$/.test(text) ? Number(text) : text);

function Bar({ value }: { value: Value | undefined }) {
  if (value === null || value === undefined) return <Missing />;
  return (
    <span className={styles.progress}>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${Math.min(100, Number(value) || 0)}%` }} />
      </span>
      {value}%
    </span>
  );
}

export default defineField<Value>({
  key: 'progress',
  icon: 'target',
  width: 120,
  Input: (props) => (
    <span className={styles.date}>
      <NumberInput {...control(props)} unit="%" value={props.value === null || props.value === undefined ? null : String(props.value)} onChange={(text) => props.onChange(read(text))} />
    </span>
  ),
  Cell: ({ value }) => <Bar value={value} />,
  Filter: ({ onChange, ...props }) => <NumberFilter {...props} places={0} onChange={(text) => onChange(read(text as string | null))} />,
  text: (value) => (value === null || value === undefined ? '' : `${value}%`),
  expressionType: () => 'integer',
  problem: (value) => (typeof value === 'number' ? outside(value, 0, 100, (one, other) => one < other) : { key: 'fields.integer.odd' }),
});
