/** A value of a field as people fill it in; several of them as a list is filtered by. */
import { fieldView } from '../../../lib/fields';
import { Guarded } from '../../form/Guarded';
import { toldField } from '../../form/told';
import { fieldsOf, useAround, type FieldDoc } from '../panel';
import { isObject } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

interface Props {
  id: string;
  field: FieldDoc | undefined;
  value: unknown;
  title: string;
  pointer: string;
  onChange: (value: unknown) => void;
}

export function PlainValue({ id, field, value, title, pointer, onChange }: Props) {
  const around = useAround();
  const view = field && fieldView(field.type);
  if (!field || !view || view.live || isObject(value)) return <RawMember id={id} schema={{}} value={value} pointer={pointer} title={title} required onChange={onChange} />;
  const told = toldField(field, around.contents);
  return (
    <Guarded title={title}>
      <view.Input id={id} field={told} settings={told.settings} app={around.app} form="" label={title} value={value ?? null} onChange={onChange} />
    </Guarded>
  );
}

/** The value, or values, of the field that stands beside it. */
export function ValueOfMember(props: MemberProps) {
  const around = useAround();
  const { id, schema, value, title, pointer, onChange } = props;
  const field = fieldsOf(around, around.subjects.record).find((one) => one.key === around.beside[schema['x-value_of'] ?? '']);
  const view = field && fieldView(field.type);
  const settle = (next: unknown) => onChange(next === null || next === '' || (Array.isArray(next) && next.length === 0) ? undefined : next);
  if (schema.type === undefined) return <PlainValue id={id} field={field} value={value} title={title} pointer={pointer} onChange={settle} />;
  if (!field || !view?.Filter) return <RawMember {...props} />;
  return <view.Filter field={toldField(field, around.contents)} operator="one_of" value={value ?? []} label={title} app={around.app} form={around.subjects.record ?? ''} onChange={settle} />;
}
