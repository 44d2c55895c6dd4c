/** A record of another form. Value: the record's id, {name} for one that nobody knows yet, or null; its title comes as a label beside it. */
import { use } from 'react';
import { useTranslation } from '../i18n/useTranslation';
import { defineField, type CellProps, type InputProps } from '../lib/defineField';
import { RecordLink } from '../lib/recordLink';
import { Missing } from './parts/Missing';
import { RecordPicker, typedId } from './parts/RecordPicker';
import { control } from './parts/control';
import { narrowed } from './parts/narrowed';
import styles from './parts/parts.module.css';

interface Settings {
  /** "form" of the same app, or "app.form". */
  form?: string;
  target?: [app: string, form: string];
  /** What happens to names that no record has; without it only known ones can be chosen. */
  unknown?: object | null;
  /** Which records fit: row.* is one of them, this.* the record being filled in. */
  narrow?: unknown;
  /** Own field → field of the picked record. */
  fills?: Record<string, string>;
}

type Value = string | { name: string } | null;

function target(settings: Settings, app: string): { app: string; form: string } {
  if (settings.target) return { app: settings.target[0], form: settings.target[1] };
  const [first = '', second] = (settings.form ?? '').split('.');
  return second ? { app: first, form: second } : { app, form: first };
}

/** What is chosen, and its title, which the value does not carry. */
const named = (props: InputProps<Value, Settings>) => (id: string | null, label: string | null) => {
  props.onLabel?.(label);
  props.onChange(id);
};

function ReferenceInput(props: InputProps<Value, Settings>) {
  const { t } = useTranslation();
  const value = props.value ?? null;
  const name = typeof value === 'object' ? value?.name : null;
  return (
    <RecordPicker
      {...control(props)}
      {...target(props.settings, props.app)}
      value={name ? typedId(name) : (value as string | null)}
      valueLabel={name ? t('fields.nameWaits', { name }) : props.valueLabel}
      filter={narrowed(props.settings.narrow, props.around?.record)}
      onChange={named(props)}
      onName={props.settings.unknown ? (typed) => props.onChange({ name: typed }) : undefined}
    />
  );
}

function ReferenceCell({ value, label, settings, app }: CellProps<Value, Settings>) {
  const link = use(RecordLink);
  if (typeof value !== 'string') return value ? <>{value.name}</> : <Missing />;
  const to = target(settings, app ?? '');
  if (!link || !to.app || !to.form) return <>{label ?? '…'}</>;
  return link({ to: `/apps/${to.app}/${to.form}/${value}`, className: styles.quiet, onClick: (event) => event.stopPropagation(), children: label ?? '…' });
}

export default defineField<Value, Settings>({
  key: 'reference',
  palette: ['relations', 1],
  icon: 'link',
  width: 160,
  Input: ReferenceInput,
  Cell: ReferenceCell,
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
  text: (value, _settings, label) => (typeof value === 'string' ? (label ?? '') : (value?.name ?? '')),
});
