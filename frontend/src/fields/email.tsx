/** Email address. Value: text or null. */
import { defineField } from '../lib/defineField';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

const isAddress = (text: string) => text.length <= 254 && /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(text);

export default defineField<string | null>({
  key: 'email',
  icon: 'mail',
  width: 180,
  Input: (props) => (
    <span className={styles.middle}>
      <TextInput {...control(props)} type="email" placeholder="name@example.com" value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />
    </span>
  ),
  Cell: ({ value, hit }) => (value ? <span className={styles.link}><Line text={value} hit={hit} /></span> : <Missing />),
  Display: ({ value }) => (!value ? <Missing /> : isAddress(value) ? <a className={styles.link} href={`mailto:${value}`}>{value}</a> : <>{value}</>),
  text: (value) => value ?? '',
  problem: (value) => (isAddress((value ?? '').normalize('NFKC').trim()) ? null : { key: 'typed.email.odd' }),
});
