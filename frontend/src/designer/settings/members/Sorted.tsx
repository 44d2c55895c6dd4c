/** A list of things to do, each of one sort with members of its own: deeds of a deadline, acts of a rule. */
import { use, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { PanelContext } from '../panel';
import { EditOnly } from '../../readOnly';
import { Rows } from '../Rows';
import { isObject, type Schema, type Value } from '../schema';
import type { MemberProps } from '../Member';
import styles from '../settings.module.css';

interface SortedProps extends MemberProps {
  /** What can be done: the member that names it, with its schema. */
  sorts: Readonly<Record<string, Schema>>;
}

export function SortedMember({ id, value, onChange, pointer, title, sorts }: SortedProps) {
  const { t } = useTranslation();
  const draw = use(PanelContext);
  const [open, setOpen] = useState<string | null>(null);
  const parts = (Array.isArray(value) ? (value as unknown[]) : []).map((one): Value => (isObject(one) ? one : {}));
  const sortOf = (one: Value) => Object.keys(sorts).find((sort) => sort in one);
  const nameOf = (one: Value) => {
    const sort = sortOf(one);
    return (sort && localized(sorts[sort]?.['x-label'])) || Object.keys(one)[0] || '';
  };
  const write = (next: Value[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <>
      <Rows label={title} items={parts.map((one, at) => ({ key: String(at), title: nameOf(one) }))} open={open} onOpen={setOpen} onOrder={(order) => write(order.map((at) => parts[at] ?? {}))} onRemove={(at) => write(parts.filter((_, place) => place !== at))}>
        {(at) => {
          const part = parts[at] ?? {};
          const schema = sorts[sortOf(part) ?? ''] ?? {};
          return <div className={styles.inner}>{draw({ schema, value: part, onChange: (next) => write(parts.with(at, next)), pointer: `${pointer}/${at}` })}</div>;
        }}
      </Rows>
      <EditOnly>
        <Select
          id={id}
          label={t('designer.addTo', { title })}
          value={null}
          empty={t('designer.addPart', { title })}
          options={Object.entries(sorts).map(([sort, schema]) => ({ value: sort, label: localized(schema['x-label']) || sort }))}
          onChange={(sort) => {
            if (!sort) return;
            const first = sorts[sort]?.properties?.[sort];
            write([...parts, { [sort]: first?.type === 'array' ? [] : first?.type === 'object' ? {} : '' }]);
            setOpen(String(parts.length));
          }}
        />
      </EditOnly>
    </>
  );
}
