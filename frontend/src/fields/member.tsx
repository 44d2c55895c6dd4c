/** A colleague. Value: the person's id, or null; the name comes as a label beside it. */
import type { Among } from '../api/pickers';
import { defineField, type InputProps } from '../lib/defineField';
import { Person } from '../ui/Avatar/Avatar';
import { PersonPicker } from '../ui/PersonPicker/PersonPicker';
import { Missing } from './parts/Missing';
import { useChosenLabel } from './parts/FilterValue';
import { control } from './parts/control';
import { deciding } from './parts/narrowed';
import styles from './parts/parts.module.css';

interface Settings {
  /** Who fits: person.* is one of them, this.* the record being filled in. The server judges. */
  narrow?: unknown;
}

function among({ settings, around, app, form, field }: InputProps<string | null, Settings>): Among | null {
  const values = deciding(settings.narrow, around?.record);
  return values && { app, form, field: field.key, values };
}

export default defineField<string | null, Settings>({
  key: 'member',
  palette: ['common', 11],
  icon: 'user',
  width: 112,
  Input: (props) => (
    <span className={styles.short}>
      <PersonPicker {...control(props)} value={props.value ?? null} valueLabel={props.valueLabel} among={among(props)} onChange={(id, name) => {
          props.onLabel?.(name);
          props.onChange(id);
        }} />
    </span>
  ),
  Cell: ({ value, label }) => (value ? <Person name={label ?? '…'} size={20} /> : <Missing />),
  Display: ({ value, label }) => (value ? <>{label ?? '…'}</> : <Missing />),
  Filter: function MemberFilter({ value, onChange, label }) {
    const one = Array.isArray(value) ? value[0] : value;
    const [words, choose] = useChosenLabel(one);
    return (
      <PersonPicker
        size="small"
        label={label}
        value={typeof one === 'string' ? one : null}
        valueLabel={words}
        onChange={(id, name) => {
          choose(id, name);
          onChange(Array.isArray(value) ? (id ? [id] : []) : id);
        }}
      />
    );
  },
  text: (value, _settings, label) => (value ? (label ?? '') : ''),
});
