/** A length of time: a number and its unit, kept as ISO 8601 ("PT15M"), or a parameter of the app. What has several units is edited as text. */
import { useAppSettings } from '../../../api/appSettings';
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { readDuration, writeDuration } from '../../../lib/time';
import { NumberInput } from '../../../ui/NumberInput/NumberInput';
import { Select } from '../../../ui/Select/Select';
import { useAround } from '../panel';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';
import styles from '../settings.module.css';

const units = ['minute', 'hour', 'day'] as const;
type Unit = (typeof units)[number];
/** Not a unit: the length stands in a parameter. */
const asParameter = 'parameter';

export function DurationMember(props: MemberProps) {
  const { t } = useTranslation();
  const { id, schema, value, onChange, title } = props;
  const text = typeof value === 'string' ? value : value === undefined && typeof schema.default === 'string' ? schema.default : '';
  const read = text === '' ? { amount: '', unit: 'hour' as Unit } : readDuration(text);
  const { app } = useAround();
  const declared = (useAppSettings(app).data?.values.parameters ?? []) as { key: string; type: string; title: Localized }[];
  const parameters = declared.filter((one) => one.type === 'duration').map((one) => ({ value: one.key, label: localized(one.title) || one.key }));
  const unitsOf = (more: boolean) => [...units.map((one) => ({ value: one as string, label: t(`designer.units.${one}`) })), ...(more ? [{ value: asParameter, label: t('designer.units.parameter') }] : [])];
  if (isObject(value) && typeof value.param === 'string') {
    const { param } = value;
    return (
      <div className={styles.pair}>
        <Select id={id} label={title} value={param} options={parameters.some((one) => one.value === param) ? parameters : [{ value: param, label: param }, ...parameters]} onChange={(next) => next && onChange({ param: next })} />
        <Select label={t('designer.unit')} value={asParameter} options={unitsOf(true)} onChange={(next) => next !== asParameter && onChange(writeDuration({ amount: '1', unit: (next ?? 'hour') as Unit }))} />
      </div>
    );
  }
  if (isObject(value) || !read) return <RawMember {...props} />;
  // Some lengths hold for the platform's own: those are said here.
  const takesParameter = schema.type === undefined || isObject(value);
  const write = (amount: string | null, unit: Unit) => onChange(amount ? writeDuration({ amount, unit }) : undefined);
  return (
    <div className={styles.pair}>
      <NumberInput id={id} label={title} value={read.amount || null} onChange={(amount) => write(amount, read.unit)} />
      <Select label={t('designer.unit')} value={read.unit} options={unitsOf(takesParameter && parameters.length > 0)} onChange={(next) => (next === asParameter ? onChange({ param: parameters[0]?.value }) : write(read.amount || '1', (next ?? 'hour') as Unit))} />
    </div>
  );
}
