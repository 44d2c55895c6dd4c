/** Values by field: which fields are written, and what each becomes. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { fieldsOf, useAround } from '../panel';
import { EditOnly, Kept } from '../../readOnly';
import { Rows } from '../Rows';
import { isObject, type Value } from '../schema';
import type { MemberProps } from '../Member';
import { useState } from 'react';
import { ExpressionMember } from './Expression';

export function ValuesMember({ id, schema, value, onChange, pointer, title, required }: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const [open, setOpen] = useState<string | null>(null);
  const fields = fieldsOf(around, around.subjects[schema['x-keys'] === 'row' ? 'row' : 'record'] ?? around.subjects.record);
  const values: Value = isObject(value) ? value : {};
  const keys = Object.keys(values);
  const titleOf = (key: string) => localized(fields.find((one) => one.key === key)?.title) || key;
  const left = fields.filter((one) => !keys.includes(one.key));
  const write = (next: Value) => onChange(Object.keys(next).length > 0 || required ? next : undefined);
  return (
    <>
      <Rows
        label={title}
        items={keys.map((key) => ({ key, title: titleOf(key) }))}
        open={open}
        onOpen={setOpen}
        onOrder={(order) => write(Object.fromEntries(order.map((at) => [keys[at] ?? '', values[keys[at] ?? '']])))}
        onRemove={(at) => write(Object.fromEntries(keys.filter((_, place) => place !== at).map((key) => [key, values[key]])))}
      >
        {(at) => {
          const key = keys[at] ?? '';
          return <Kept><ExpressionMember id={`${id}-${key}`} schema={{ 'x-expression': true }} value={values[key]} pointer={`${pointer}/${key}`} title={titleOf(key)} required onChange={(tree) => write({ ...values, [key]: tree ?? '' })} /></Kept>;
        }}
      </Rows>
      <EditOnly>
        <Select
          id={id}
          label={t('designer.addTo', { title })}
          value={null}
          empty={t('designer.addField')}
          options={left.map((one) => ({ value: one.key, label: localized(one.title) || one.key }))}
          onChange={(key) => {
            if (!key) return;
            write({ ...values, [key]: '' });
            setOpen(key);
          }}
        />
      </EditOnly>
    </>
  );
}
