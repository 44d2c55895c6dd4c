/** Several fields of a form, or documents of a kind, in an order. */
import { useTranslation } from '../../../i18n/useTranslation';
import { localized, type Localized } from '../../../lib/localized';
import { Select } from '../../../ui/Select/Select';
import { EditOnly } from '../../readOnly';
import { fieldsOf, useAround } from '../panel';
import { Rows } from '../Rows';
import type { MemberProps } from '../Member';

export function FieldList({ id, schema, value, onChange, title }: MemberProps) {
  const { t } = useTranslation();
  const around = useAround();
  const { 'x-field': named, 'x-kind': kind } = schema.items ?? {};
  const of = named === true ? 'record' : String(named);
  const fields = kind ? around.contents.filter((one) => one.kind === kind).map((one) => ({ key: one.key, title: one.document.title as Localized })) : fieldsOf(around, around.subjects[of]);
  const chosen = Array.isArray(value) ? (value as unknown[]) : [];
  const titleOf = (one: unknown) => localized(fields.find(({ key }) => key === one)?.title) || (typeof one === 'string' ? one : JSON.stringify(one));
  const left = fields.filter(({ key }) => !chosen.includes(key));
  const write = (next: unknown[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <>
      <Rows label={title} items={chosen.map((one) => ({ key: typeof one === 'string' ? one : JSON.stringify(one), title: titleOf(one) }))} onOrder={(order) => write(order.map((at) => chosen[at]))} onRemove={(at) => write(chosen.filter((_, place) => place !== at))} />
      {left.length > 0 && (
        <EditOnly>
          <Select id={id} label={t('designer.addTo', { title })} value={null} empty={t('designer.addPart', { title })} options={left.map((one) => ({ value: one.key, label: localized(one.title) || one.key }))} onChange={(key) => key && write([...chosen, key])} />
        </EditOnly>
      )}
    </>
  );
}
