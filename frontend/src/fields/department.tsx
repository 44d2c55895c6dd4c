/** A department. Value: the department's id, or null; the name comes as a label beside it. */
import { defineField } from '../lib/defineField';
import { Line } from './parts/Line';
import { NamedFilter, NamedPicker } from './parts/NamedPicker';
import { Missing } from './parts/Missing';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

export default defineField<string | null>({
  key: 'department',
  palette: ['common', 12],
  icon: 'users',
  width: 128,
  Input: (props) => (
    <span className={styles.short}>
      <NamedPicker {...control(props)} kind="departments" value={props.value ?? null} valueLabel={props.valueLabel} onChange={props.onChange} />
    </span>
  ),
  Cell: ({ value, label }) => (value ? <Line text={label ?? '…'} /> : <Missing />),
  Filter: (props) => <NamedFilter {...props} kind="departments" />,
  text: (value, _settings, label) => (value ? (label ?? '') : ''),
});
