/** A package's parameters by group, each with its default in sight and one press away. */
import { useTranslation } from '../i18n/useTranslation';
import type { PackageParameter, Values } from '../api/types';
import { listed } from '../lib/listed';
import { figure, shifted, trimmed } from '../lib/numbers';
import { readDuration, writeDuration, type Duration } from '../lib/time';
import { Checkbox, Switch } from '../ui/Checkbox/Checkbox';
import { ListInput } from '../ui/ListInput/ListInput';
import { NumberInput } from '../ui/NumberInput/NumberInput';
import { Select } from '../ui/Select/Select';
import { Tag } from '../ui/Tag/Tag';
import { TextInput } from '../ui/TextInput/TextInput';
import styles from './InstallDialog.module.css';

interface Props {
  parameters: PackageParameter[];
  values: Values;
  onChange: (key: string, value: unknown) => void;
}

const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);
/** "0.4000" → "0.4" */
const bare = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function Parameters({ parameters, values, onChange }: Props) {
  const groups = [...new Set(parameters.map((parameter) => parameter.group ?? ''))];
  return groups.map((group) => (
    <section key={group} className={styles.group}>
      {group && <h4>{group}</h4>}
      {parameters
        .filter((parameter) => (parameter.group ?? '') === group)
        .map((parameter) => (
          <ParameterLine key={parameter.key} parameter={parameter} value={values[parameter.key]} onChange={(value) => onChange(parameter.key, value)} />
        ))}
    </section>
  ));
}

function ParameterLine({ parameter, value, onChange }: { parameter: PackageParameter; value: unknown; onChange: (value: unknown) => void }) {
  const { t, i18n } = useTranslation();
  const id = `parameter-${parameter.key}`;
  const text = useDefaultText(parameter, i18n.language);
  return (
    <div className={styles.parameter}>
      <label htmlFor={id}>{parameter.title}</label>
      <div className={styles.control}>
        <ParameterInput id={id} parameter={parameter} value={value} onChange={onChange} />
        {parameter.summary && same(value, parameter.default) && <span className={styles.default}>{parameter.summary}</span>}
        {!same(value, parameter.default) && (
          <>
            <Tag tone="indigo">{t('install.changed')}</Tag>
            <span className={styles.default}>
              {t('install.default', { value: text })}{' '}
              <button type="button" className={styles.restore} onClick={() => onChange(parameter.default)}>
                {t('install.restore')}
              </button>
            </span>
          </>
        )}
      </div>
    </div>
  );
}

function useDefaultText(parameter: PackageParameter, locale: string): string {
  const { t } = useTranslation();
  const duration = typeof parameter.default === 'string' ? readDuration(parameter.default) : null;
  if (duration) return t(`units.${duration.unit}`, { count: Number(duration.amount) });
  const titled = (key: unknown) => parameter.options.find((option) => option.key === key)?.title ?? String(key);
  if (Array.isArray(parameter.default)) return listed(parameter.default.map(titled));
  if (typeof parameter.default === 'boolean') return t(parameter.default ? 'install.on' : 'install.off');
  if (parameter.options.length > 0) return titled(parameter.default);
  if (parameter.type === 'percent') return `${trimmed(shifted(String(parameter.default), -2, 2))}%`;
  return [figure(parameter.default as string | number | null, locale), parameter.unit].filter(Boolean).join(' ');
}

interface InputProps {
  id: string;
  parameter: PackageParameter;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The control follows the shape of the value: on/off, duration, list, choice, number, text. Numbers keep the JSON kind of their default. */
function ParameterInput({ id, parameter, value, onChange }: InputProps) {
  const { t } = useTranslation();
  if (typeof parameter.default === 'boolean') return <Switch id={id} checked={value === true} onChange={onChange} label={parameter.title} />;
  const duration = typeof value === 'string' && parameter.type === 'duration' ? readDuration(value) : null;
  if (duration) return <DurationInput id={id} value={duration} onChange={(next) => onChange(writeDuration(next))} />;
  if (Array.isArray(value) && parameter.options.length > 0) return <OptionBoxes id={id} parameter={parameter} value={value} onChange={onChange} />;
  if (Array.isArray(value)) {
    return <ListInput id={id} value={value as string[]} onChange={onChange} unit={t('install.list')} />;
  }
  if (parameter.options.length > 0) {
    const options = parameter.options.map((option) => ({ value: option.key, label: option.title }));
    return <Select id={id} value={typeof value === 'string' ? value : null} options={options} onChange={onChange} />;
  }
  const numeric = ['integer', 'decimal', 'currency', 'percent', 'number'].includes(parameter.type);
  if (!numeric) return <TextInput id={id} value={String(value ?? '')} onChange={onChange} unit={parameter.unit ?? undefined} />;
  const asNumber = typeof parameter.default === 'number';
  const percent = parameter.type === 'percent';
  // A percent is stored as a fraction and typed in hundredths.
  const shown = value === null || value === undefined ? null : percent ? trimmed(shifted(String(value), -2, 2)) : String(value);
  const stored = (text: string | null) => (percent && text !== null && isDecimal(text) ? bare(shifted(text, 2, 4)) : text);
  return (
    <span className={styles.short}>
      <NumberInput
        id={id}
        places={parameter.type === 'integer' ? 0 : 4}
        value={shown}
        unit={parameter.unit ?? (percent ? '%' : undefined)}
        onChange={(text) => onChange(asNumber && text !== null && isDecimal(text) ? Number(stored(text)) : stored(text))}
      />
    </span>
  );
}

/** What is ticked, in the order of the options. A value that is no option any more stays until it is taken off. */
function OptionBoxes({ id, parameter, value, onChange }: InputProps & { value: unknown[] }) {
  const gone = value.map(String).filter((key) => parameter.options.every((option) => option.key !== key));
  const options = [...parameter.options, ...gone.map((key) => ({ key, title: key }))];
  const pick = (key: string, ticked: boolean) => onChange(options.map((option) => option.key).filter((one) => (one === key ? ticked : value.includes(one))));
  return (
    <div id={id} role="group" aria-label={parameter.title} className={styles.boxes}>
      {options.map((option) => (
        <Checkbox key={option.key} checked={value.includes(option.key)} onChange={(ticked) => pick(option.key, ticked)}>
          {option.title}
        </Checkbox>
      ))}
    </div>
  );
}

function DurationInput({ id, value, onChange }: { id: string; value: Duration; onChange: (value: Duration) => void }) {
  const { t } = useTranslation();
  const units = ['minute', 'hour', 'day'] as const;
  return (
    <span className={styles.duration}>
      <NumberInput id={id} value={value.amount} onChange={(amount) => onChange({ ...value, amount: amount?.replace(/\D/g, '') || '0' })} />
      <Select
        label={t('install.unit')}
        value={value.unit}
        options={units.map((unit) => ({ value: unit, label: t(`units.${unit}Name`) }))}
        onChange={(unit) => onChange({ ...value, unit: units.find((one) => one === unit) ?? value.unit })}
      />
    </span>
  );
}
