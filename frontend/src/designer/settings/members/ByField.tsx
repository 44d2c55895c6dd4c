/** Something for each of some fields: the value it gets, what that is worked out from, where it stands in what comes in, what it names. */
import { use, useState } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { EditOnly, Kept } from '../../readOnly';
import { fieldsOf, PanelContext, useAround } from '../panel';
import { Rows } from '../Rows';
import { isObject, least, type Schema, type Value } from '../schema';
import type { MemberProps } from '../Member';
import { PlainValue } from './PlainValue';

export function ByFieldMember({ id, schema, value, onChange, pointer, title, required }: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const draw = use(PanelContext);
  const [open, setOpen] = useState<string | null>(null);
  const scope = schema['x-keys'] ?? schema.propertyNames?.['x-field'];
  const fields = fieldsOf(around, around.subjects[typeof scope === 'string' ? scope : 'record'] ?? around.subjects.record);
  const said = schema.additionalProperties as Schema | undefined;
  const values: Value = isObject(value) ? value : {};
  const keys = Object.keys(values);
  const titleOf = (key: string) => localized(fields.find((one) => one.key === key)?.title) || key;
  const left = fields.filter((one) => !keys.includes(one.key));
  const write = (next: Value) => onChange(Object.keys(next).length > 0 || required ? next : undefined);
  return (
    <>
      <Rows
        label={title}
        items={keys.map((key) => ({ key, title: titleOf(key), aside: typeof values[key] === 'string' && said ? <small translate="no">{values[key]}</small> : undefined }))}
        open={open}
        onOpen={setOpen}
        onOrder={(order) => write(Object.fromEntries(order.map((at) => [keys[at] ?? '', values[keys[at] ?? '']])))}
        onRemove={(at) => write(Object.fromEntries(keys.filter((_, place) => place !== at).map((key) => [key, values[key]])))}
      >
        {(at) => {
          const key = keys[at] ?? '';
          const change = (next: unknown) => write({ ...values, [key]: next ?? null });
          if (said) return draw({ schema: { properties: { [key]: { 'x-title': titleOf(key), ...said } }, required: [key] }, value: { [key]: values[key] }, pointer, onChange: (next) => write({ ...values, [key]: next[key] ?? '' }) });
          return (
            <Kept>
              <PlainValue id={`${id}-${key}`} field={fields.find((one) => one.key === key)} value={values[key]} title={titleOf(key)} pointer={`${pointer}/${key}`} onChange={change} />
            </Kept>
          );
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
            write({ ...values, [key]: said ? (said.properties ? least(said) : '') : null });
            setOpen(key);
          }}
        />
      </EditOnly>
    </>
  );
}
