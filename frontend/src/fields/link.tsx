/** The address of a web page or a mailbox. Value: text or null. Only https, http and mailto are ever opened. */
import { defineField } from '../lib/defineField';
import { TextInput } from '../ui/TextInput/TextInput';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { safeAddress } from './parts/addresses';
import styles from './parts/parts.module.css';

const brief = (address: string) => address.replace(/^(https?:\/\/|mailto:)/i, '').replace(/\/$/, '');

function Opening({ value, short }: { value: string | null | undefined; short?: boolean }) {
  if (!value) return <Missing />;
  const address = safeAddress(value);
  if (!address) return <Line text={value} />;
  return (
    <a className={styles.link} href={address} target="_blank" rel="noopener noreferrer nofollow" title={value} onClick={(event) => event.stopPropagation()}>
      {short ? <Line text={brief(value)} /> : value}
    </a>
  );
}

export default defineField<string | null>({
  key: 'link',
  icon: 'globe',
  width: 200,
  Input: (props) => (
    <TextInput {...control(props)} type="url" placeholder="https://example.com" value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />
  ),
  Cell: ({ value, hit }) => (hit ? <Line text={value} hit={hit} /> : <Opening value={value} short />),
  Display: ({ value }) => <Opening value={value} />,
  text: (value) => value ?? '',
  problem: (value) => (safeAddress(value ?? '') ? null : { key: 'typed.link.odd' }),
});
