/** A record of another form. Value: the record's id, or null; its title comes as a label beside it. */
import { Link } from 'react-router';
import { defineField, type InputProps } from '../lib/defineField';
import { Missing } from './parts/Missing';
import { RecordPicker } from './parts/RecordPicker';
import { control } from './parts/control';
import styles from './parts/parts.module.css';

interface Settings {
  /** "form" of the same app, or "app.form". */
  form?: string;
  target?: [app: string, form: string];
}

function target(settings: Settings, app: string): { app: string; form: string } {
  if (settings.target) return { app: settings.target[0], form: settings.target[1] };
  const [first = '', second] = (settings.form ?? '').split('.');
  return second ? { app: first, form: second } : { app, form: first };
}

/** What is chosen, and its title, which the value does not carry. */
const named = (props: InputProps<string | null, Settings>) => (id: string | null, label: string | null) => {
  props.onLabel?.(label);
  props.onChange(id);
};

export default defineField<string | null, Settings>({
  key: 'reference',
  icon: 'link',
  width: 160,
  Input: (props) => (
    <RecordPicker {...control(props)} {...target(props.settings, props.app)} value={props.value ?? null} valueLabel={props.valueLabel} onChange={named(props)} />
  ),
  Cell: ({ value, label, settings, app }) => {
    if (!value) return <Missing />;
    const to = target(settings, app ?? '');
    if (!to.app || !to.form) return <>{label ?? '…'}</>;
    return (
      <Link className={styles.quiet} to={`/apps/${to.app}/${to.form}/${value}`} onClick={(event) => event.stopPropagation()}>
        {label ?? '…'}
      </Link>
    );
  },
  Filter: (props) => {
    const one = Array.isArray(props.value) ? props.value[0] : props.value;
    return (
      <RecordPicker
        size="small"
        label={props.label}
        {...target(props.field.settings, props.app)}
        value={typeof one === 'string' ? one : null}
        onChange={(id) => props.onChange(Array.isArray(props.value) ? (id ? [id] : []) : id)}
      />
    );
  },
  text: (value, _settings, label) => (value ? (label ?? '') : ''),
});
