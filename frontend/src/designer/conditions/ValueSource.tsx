/** Where the value of a condition comes from: said here, today, some days from it, who is at hand, another field. */
import { useTranslation } from '../../i18n/useTranslation';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { daysOf, fromSource, sourceOf, type Source } from './model';
import type { Named } from './names';
import styles from './conditions.module.css';

interface Props {
  number: string;
  value: unknown;
  sources: readonly Source[];
  /** Fields it can be compared with. */
  fields: readonly Named[];
  onChange: (value: unknown) => void;
}

export function ValueSource({ number, value, sources, fields, onChange }: Props) {
  const { t } = useTranslation();
  const source = sourceOf(value);
  const days = Math.abs(daysOf(value));
  const path = (value as { var?: string } | null)?.var ?? '';
  const known = [...new Set([...sources, source])];
  return (
    <span className={styles.source}>
      <Select
        size="small"
        label={t('designer.conditions.source', { number })}
        value={source}
        options={known.map((one) => ({ value: one, label: t(`designer.conditions.sources.${one}`) }))}
        onChange={(next) => onChange(fromSource((next ?? 'value') as Source, { days: days || 1, path: fields[0]?.path }))}
      />
      {(source === 'after' || source === 'before') && (
        <TextInput size="small" inputMode="numeric" label={t('designer.conditions.days', { number })} value={String(days)} onChange={(typed) => /^\d{1,5}$/.test(typed) && onChange(fromSource(source, { days: Number(typed) }))} />
      )}
      {source === 'field' && (
        <Select size="small" label={t('designer.conditions.otherField', { number })} value={path} options={[...(fields.some((one) => one.path === path) ? [] : [{ value: path, label: path }]), ...fields.map((one) => ({ value: one.path, label: one.title }))]} onChange={(next) => next && onChange({ var: next })} />
      )}
    </span>
  );
}
