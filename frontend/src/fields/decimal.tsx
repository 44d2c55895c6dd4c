/** A number with decimals. Value: decimal text such as "12.50", or null. Text stays text; a float would lose digits. */
import { defineField } from '../lib/defineField';
import { grouped } from '../lib/numbers';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { NumberFilter } from './parts/FilterValue';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { isLess } from './parts/decimals';
import { outside } from './parts/faults';
import styles from './parts/parts.module.css';

interface Settings {
  places?: number;
  minimum?: string | null;
  maximum?: string | null;
  unit?: string;
}

const isDecimal = (value: unknown, places: number): value is string =>
  typeof value === 'string' && /^-?\d{1,12}(\.\d{1,6})?$/.test(value) && (value.split('.')[1] ?? '').replace(/0+$/, '').length <= places;

const words = (value: string, unit?: string) => grouped(value) + (unit ? ` ${unit}` : '');

export default defineField<string | null, Settings>({
  key: 'decimal',
  icon: 'number',
  align: 'right',
  width: 104,
  Input: (props) => (
    <span className={styles.short}>
      <NumberInput {...control(props)} places={props.settings.places ?? 2} unit={props.settings.unit} value={props.value ?? null} onChange={props.onChange} />
    </span>
  ),
  Cell: ({ value }) => <span className={styles.figure}>{value === null || value === undefined ? <Missing /> : words(value)}</span>,
  Display: ({ value, settings }) => (value === null || value === undefined ? <Missing /> : <>{words(value, settings.unit)}</>),
  Filter: (props) => <NumberFilter {...props} places={(props.field.settings as Settings).places ?? 2} />,
  headerUnit: ({ unit }) => unit || null,
  text: (value, { unit }) => (value === null || value === undefined ? '' : words(value, unit)),
  places: ({ places = 2 }) => places,
  expressionType: () => 'decimal',
  problem(value, { places = 2, minimum, maximum }) {
    if (!isDecimal(value, places)) return places ? { key: 'typed.decimal.odd', words: { places } } : { key: 'fields.integer.odd' };
    return outside(value, minimum, maximum, isLess);
  },
});
