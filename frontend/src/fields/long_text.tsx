/** Long text: several lines, kept as typed. Value: text or null. */
import { defineField } from '../lib/defineField';
import { TextArea } from '../ui/TextArea/TextArea';
import { Line } from './parts/Line';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import { tooLong } from './parts/faults';
import styles from './parts/parts.module.css';

interface Settings {
  max_length?: number;
}

export default defineField<string | null, Settings>({
  key: 'long_text',
  palette: ['common', 2],
  icon: 'list',
  width: 260,
  wide: true,
  Input: (props) => <TextArea {...control(props)} value={props.value ?? ''} onChange={(text) => props.onChange(text || null)} />,
  Cell: ({ value, hit }) => <Line text={value?.replace(/\s*\n\s*/g, ' ')} hit={hit} />,
  Display: ({ value }) => (value ? <span className={styles.paragraph}>{value}</span> : <Missing />),
  text: (value) => value ?? '',
  problem: (value, { max_length }) => tooLong(value, max_length),
});
