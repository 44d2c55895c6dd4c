/** An address in words and on the map. Value: {province, city, district, detail, latitude, longitude, datum}, or null. */
import { defineField, type CellProps } from '../lib/defineField';
import { lazyPart } from '../ui/lazyPart';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { parts, point, type Address as Value } from './parts/address/model';
import styles from './parts/parts.module.css';

const isDegrees = (text: string | undefined, most: number) => text !== undefined && /^-?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= most;
const words = (value: Value | undefined) => parts.map((part) => value?.[part] ?? '').join('');

const AddressInput = lazyPart(async () => (await import('./parts/address/AddressInput')).AddressInput);

function Whole({ value }: CellProps<Value, unknown>) {
  if (!value) return <Missing />;
  return (
    <>
      {words(value)}
      {point(value) && <span className={styles.exact}>{point(value)} {value.datum}</span>}
    </>
  );
}

export default defineField<Value, unknown>({
  key: 'address',
  palette: ['evidence', 2],
  icon: 'pin',
  width: 220,
  wide: true,
  group: true,
  phoneGroup: true,
  Input: AddressInput,
  Cell: ({ value }) => <Line text={words(value) || point(value)} />,
  Display: Whole,
  text: (value) => words(value) || point(value),
  expressionType: () => 'any',
  problem(value) {
    if (!point(value)) return null;
    return isDegrees(value?.latitude, 90) && isDegrees(value?.longitude, 180) ? null : { key: 'typed.address.odd' };
  },
});
