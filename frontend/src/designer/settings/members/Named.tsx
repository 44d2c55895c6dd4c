/** Parts of a list beside it or of the object around, by their keys: the input by which rows are valid, the stage a move leads to, and those it begins at, each of them where it is "*". */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { Checkbox } from '../../../ui/Checkbox/Checkbox';
import { Select } from '../../../ui/Select/Select';
import { useAround } from '../panel';
import { isObject, type Schema } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

const every = '*';

function useParts(schema: Schema) {
  const { above, beside } = useAround();
  const name = schema['x-names'] ?? '';
  const list = beside[name] ?? above?.[name];
  return (Array.isArray(list) ? (list as unknown[]) : []).map((one) => (isObject(one) ? { value: String(one.key), label: localized(one.title as Localized) || String(one.key) } : { value: String(one), label: String(one) }));
}

export function NamedMember({ id, schema, value, onChange, title, required }: MemberProps) {
  const { t } = useTranslation();
  const parts = useParts(schema);
  const own = typeof value === 'string' && value !== '' && !parts.some((one) => one.value === value) ? [{ value, label: value }] : [];
  return <Select id={id} label={title} value={typeof value === 'string' && value !== '' ? value : null} empty={t('designer.unset')} options={[...own, ...parts]} onChange={(next) => onChange(next ?? (required ? '' : undefined))} />;
}

export function SeveralNamedMember({ schema, value, onChange }: MemberProps) {
  const { t } = useTranslation();
  const parts = useParts(schema);
  const chosen = [value ?? []].flat().map(String);
  const write = (next: string[]) => onChange(next.length === 1 ? next[0] : next);
  return (
    <div className={styles.several}>
      <Checkbox checked={chosen.includes(every)} onChange={(on) => write(on ? [every] : [])}>
        {t('designer.anyOfThem')}
      </Checkbox>
      {!chosen.includes(every) &&
        parts.map((one) => (
          <Checkbox key={one.value} checked={chosen.includes(one.value)} onChange={(on) => write(on ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))}>
            {one.label}
          </Checkbox>
        ))}
    </div>
  );
}
