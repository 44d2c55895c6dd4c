/** A company's unified social credit code. Value: text or null; the last place checks the others. */
import { defineField } from '../lib/defineField';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const bare = (typed: string) => typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** Whether the 18th place is the one that the first 17 ask for. */
function isCode(typed: string): boolean {
  const code = bare(typed);
  if (code.length !== 18 || [...code].some((sign) => !signs.includes(sign))) return false;
  let weight = 1;
  let total = 0;
  for (const sign of code.slice(0, 17)) {
    total += signs.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return signs[(31 - (total % 31)) % 31] === code[17];
}

export default defineField<string | null>({
  key: 'tax_number',
  icon: 'number',
  width: 176,
  Input: (props) => (
    <span className={styles.code}>
      <TextInput {...control(props)} placeholder="91350100M000100Y43" value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />
    </span>
  ),
  Cell: ({ value, hit }) => <Line text={value} hit={hit} />,
  text: (value) => value ?? '',
  problem: (value) => {
    const length = bare(value ?? '').length;
    if (length !== 18) return { key: 'typed.tax.length', words: { length } };
    return isCode(value ?? '') ? null : { key: 'typed.tax.odd' };
  },
});
