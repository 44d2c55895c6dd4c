/** A share, typed and shown in percent. Value: the ratio as text ("0.125" for 12.5 %), or null. */
import { defineField, type FieldFault } from '../lib/defineField';
import { grouped } from '../lib/numbers';
import { plainNumber } from '../ui/NumberInput/NumberInput';
import { Missing } from './parts/Missing';
import { TypedInput } from './parts/TypedInput';
import { control } from './parts/control';
import { isLess } from './parts/decimals';
import { outside } from './parts/faults';
import { isNumber, percentOf, ratioOf } from './parts/percents';
import styles from './parts/parts.module.css';

interface Settings {
  places?: number;
  minimum?: string | null;
  maximum?: string | null;
}

function read(text: string): string | null {
  const plain = plainNumber(text.replace(/[%％]$/, ''));
  return isNumber(plain) ? ratioOf(plain) : null;
}

const words = (ratio: string) => `${grouped(percentOf(ratio))}%`;

export default defineField<string | null, Settings>({
  key: 'percent',
  icon: 'number',
  align: 'right',
  width: 88,
  Input: (props) => (
    <span className={styles.short}>
      <TypedInput {...control(props)} inputMode="decimal" unit="%" value={props.value ?? null} show={percentOf} read={read} onChange={props.onChange} />
    </span>
  ),
  Cell: ({ value }) => <span className={styles.figure}>{value === null || value === undefined ? <Missing /> : words(value)}</span>,
  Display: ({ value }) => (value === null || value === undefined ? <Missing /> : <>{words(value)}</>),
  Filter: ({ value, onChange, label }) => (
    <TypedInput size="small" label={label} inputMode="decimal" unit="%" value={typeof value === 'string' ? value : null} show={percentOf} read={read} onChange={onChange} />
  ),
  text: (value) => (value === null || value === undefined ? '' : words(value)),
  places: ({ places = 2 }) => places + 2,
  expressionType: () => 'decimal',
  problem(value, { places = 2, minimum, maximum }): FieldFault | null {
    if (!isNumber(value) || (percentOf(value).split('.')[1] ?? '').length > places) return { key: places ? 'typed.percent.odd' : 'typed.percent.whole', words: { places } };
    const fault = outside(value, minimum, maximum, isLess);
    return fault && { ...fault, words: { limit: words(String(fault.words?.limit)) } };
  },
});
