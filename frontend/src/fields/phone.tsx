/** Phone number. Value: text; the server keeps bare digits. */
import { defineField } from '../lib/defineField';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

/** "17711069927" → "177 1106 9927"; others as they are. */
function spaced(number: string): string {
  return /^1\d{10}$/.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number;
}

const bare = (typed: string) => typed.normalize('NFKC').replace(/[\s\-‐-―()·.]+/g, '');

const isNumber = (typed: string) => /^(?:(?:\+86|0086|86)?(?:1[3-9]\d{9}|0\d{9,11}|[48]00\d{7})|\+(?!86)[1-9]\d{6,14})$/.test(bare(typed));

export default defineField<string | null>({
  key: 'phone',
  palette: ['common', 10],
  icon: 'phone',
  width: 128,
  Input: (props) => (
    <span className={styles.short}>
      <TextInput {...control(props)} type="tel" inputMode="tel" autoComplete="off" value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />
    </span>
  ),
  Cell: ({ value, hit }) => (value ? <span className={styles.link}><Line text={hit ? value : spaced(value)} hit={hit} /></span> : <Missing />),
  // A masked number (138****0000) cannot be called.
  Display: ({ value }) => (!value ? <Missing /> : isNumber(value) ? <a className={styles.link} href={`tel:${value}`}>{spaced(value)}</a> : <>{value}</>),
  brief: (value) => (value ? spaced(value) : ''),
  text: (value) => (value ? spaced(value) : ''),
  problem: (value) => (isNumber(value ?? '') ? null : { key: 'fields.phone.odd' }),
});
