/** A length of time: a number and its unit, kept as ISO 8601 ("PT15M"). A parameter, or what has several units, is edited as text. */
import { useTranslation } from '../../../i18n/useTranslation';
import { readDuration, writeDuration } from '../../../lib/time';
import { NumberInput } from '../../../ui/NumberInput/NumberInput';
import { Select } from '../../../ui/Select/Select';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';
import styles from '../settings.module.css';

const units = ['minute', 'hour', 'day'] as const;
type Unit = (typeof units)[number];

export function DurationMember(props: MemberProps) {
  const { t } = useTranslation();
  const { id, schema, value, onChange, title } = props;
  const text = typeof value === 'string' ? value : value === undefined && typeof schema.default === 'string' ? schema.default : '';
  const read = text === '' ? { amount: '', unit: 'hour' as Unit } : readDuration(text);
  if (isObject(value) || !read) return <RawMember {...props} />;
  const write = (amount: string | null, unit: Unit) => onChange(amount ? writeDuration({ amount, unit }) : undefined);
  return (
    <div className={styles.pair}>
      <NumberInput id={id} label={title} value={read.amount || null} onChange={(amount) => write(amount, read.unit)} />
      <Select label={t('designer.unit')} value={read.unit} options={units.map((one) => ({ value: one, label: t(`designer.units.${one}`) }))} onChange={(next) => write(read.amount || '1', (next ?? 'hour') as Unit)} />
    </div>
  );
}
