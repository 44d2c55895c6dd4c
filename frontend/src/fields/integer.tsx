/** Whole number. Value: a number, null, or (while it is typed) text that is no whole number. */
import { defineField } from '../lib/defineField';
import { grouped } from '../lib/numbers';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { NumberFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { outside } from './parts/faults';
import styles from './parts/parts.module.css';

interface Settings {
  minimum?: number | null;
  maximum?: number | null;
  unit?: string;
}

type Value = number | string | null;

/** Text stays text when a number could not hold it exactly. */
function read(text: string | null): Value {
  if (text === null || !/^[+-]?\d{1,16}$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

const words = (value: Value, { unit }: Settings) => (value === null ? '' : `${grouped(String(value))}${unit ? ` ${unit}` : ''}`);

export default defineField<Value, Settings>({
  key: 'integer',
  palette: ['common', 3],
  icon: 'number',
  align: 'right',
  width: 96,
  Input: (props) => (
    <span className={styles.short}>
      <NumberInput {...control(props)} unit={props.settings.unit} value={props.value === null || props.value === undefined ? null : String(props.value)} onChange={(text) => props.onChange(read(text))} />
    </span>
  ),
  Cell: ({ value, settings }) => <span className={styles.figure}>{value === null || value === undefined ? <Missing /> : words(value, { ...settings, unit: '' })}</span>,
  Display: ({ value, settings }) => (value === null || value === undefined ? <Missing /> : <>{words(value, settings)}</>),
  Filter: ({ onChange, ...props }) => <NumberFilter {...props} places={0} onChange={(text) => onChange(read(text as string | null))} />,
  headerUnit: ({ unit }) => unit || null,
  text: words,
  expressionType: () => 'integer',
  problem(value, { minimum, maximum }) {
    if (typeof value !== 'number') return { key: 'fields.integer.odd' };
    return outside(value, minimum, maximum, (one, other) => one < other);
  },
});
