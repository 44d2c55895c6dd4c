/** A value that may be said in one of several shapes: which one, then what belongs to it. */
import { use } from 'react';
import { useTranslation } from '../../../i18n/useTranslation';
import { Select } from '../../../ui/Select/Select';
import { PanelContext } from '../panel';
import { isObject, least, shapeAt, titleOf, typesOf, valueTitle, type Schema } from '../schema';
import type { MemberProps } from '../Member';
import { RawMember } from './Raw';

export function ShapesMember(props: MemberProps) {
  const { t } = useTranslation();
  const draw = use(PanelContext);
  const { id, schema, value, onChange, pointer, title, required } = props;
  const shapes = schema.oneOf ?? [];
  const place = shapeAt(shapes, value);
  const shape = shapes[place];
  if (value !== undefined && !shape) return <RawMember {...props} />;
  const nameOf = (one: Schema) => {
    if (one.const !== undefined) return valueTitle(one.const, one);
    if (one.properties) return (one.required ?? Object.keys(one.properties)).map((name) => titleOf(name, one.properties?.[name] ?? {})).join(' + ');
    return t(`designer.shapes.${typesOf(one)[0] ?? 'string'}`);
  };
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return (
    <>
      <Select
        id={id}
        label={title}
        value={shape ? String(place) : null}
        empty={required ? undefined : t('designer.unset')}
        options={shapes.map((one, at) => ({ value: String(at), label: nameOf(one) }))}
        onChange={(next) => onChange(next === null ? undefined : least(shapes[Number(next)] ?? {}))}
      />
      {shape?.properties && isObject(value) && draw({ schema: shape, value, onChange, pointer })}
      {/* One value alone is drawn as the only member of what holds it, so that its place is the same. */}
      {shape && !shape.properties && shape.const === undefined && draw({ schema: { properties: { [name]: { ...shape, 'x-title': nameOf(shape) } }, required: [name] }, value: { [name]: value }, onChange: (next) => onChange(next[name]), pointer: pointer.slice(0, pointer.lastIndexOf('/')) })}
    </>
  );
}
