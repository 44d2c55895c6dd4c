/** Where the value of a condition comes from: said here, today or now or some time from it, who is at hand, another field, a parameter. */
import { useTranslation } from '../../i18n/useTranslation';
import { Select } from '../../ui/Select/Select';
import { TextInput } from '../../ui/TextInput/TextInput';
import { daysOf, fromSource, hoursOf, sourceOf, type Source } from './model';
import type { Named, Told } from './names';
import styles from './conditions.module.css';

interface Props {
  number: string;
  value: unknown;
  sources: readonly Source[];
  /** Fields it can be compared with. */
  fields: readonly Named[];
  parameters: readonly Told[];
  onChange: (value: unknown) => void;
}

export function ValueSource({ number, value, sources, fields, parameters, onChange }: Props) {
  const { t } = useTranslation();
  const source = sourceOf(value);
  const days = source === 'after' || source === 'before';
  const hours = source === 'later' || source === 'earlier';
  const amount = Math.abs(days ? daysOf(value) : hoursOf(value)) || 1;
  const { var: path = '', param = '' } = (value ?? {}) as { var?: string; param?: string };
  const nameOf = (one: Told) => one.written.replace(/^\{.*?\.|\}$/g, '');
  const known = [...new Set([...sources, source])];
  return (
    <span className={styles.source}>
      <Select
        size="small"
        label={t('designer.conditions.source', { number })}
        value={source}
        options={known.map((one) => ({ value: one, label: t(`designer.conditions.sources.${one}`) }))}
        onChange={(next) => onChange(fromSource((next ?? 'value') as Source, { amount, path: fields[0]?.path, param: parameters[0]?.key.slice('param.'.length) }))}
      />
      {(days || hours) && (
        <TextInput size="small" inputMode="numeric" label={t(days ? 'designer.conditions.days' : 'designer.conditions.hours', { number })} value={String(amount)} onChange={(typed) => /^\d{1,5}$/.test(typed) && onChange(fromSource(source, { amount: Number(typed) }))} />
      )}
      {source === 'field' && (
        <Select size="small" label={t('designer.conditions.otherField', { number })} value={path} options={[...(fields.some((one) => one.path === path) ? [] : [{ value: path, label: path }]), ...fields.map((one) => ({ value: one.path, label: one.title }))]} onChange={(next) => next && onChange({ var: next })} />
      )}
      {source === 'param' && (
        <Select size="small" label={t('designer.conditions.parameter', { number })} value={param} options={[...(parameters.some((one) => one.key === `param.${param}`) ? [] : [{ value: param, label: param }]), ...parameters.map((one) => ({ value: one.key.slice('param.'.length), label: nameOf(one) }))]} onChange={(next) => next && onChange({ param: next })} />
      )}
    </span>
  );
}
