/** A value of the field itself, typed as people will type it; one that is worked out stays as it is written. */
import { useId } from 'react';
import { fieldView } from '../../lib/fields';
import { FieldFrame } from '../../ui/FieldFrame/FieldFrame';
import { RawMember } from '../settings/members/Raw';
import { useAround, type FieldDoc } from '../settings/panel';
import { isObject } from '../settings/schema';
import { Guarded } from './Guarded';
import { toldField } from './told';

interface Props {
  app: string;
  field: FieldDoc;
  name: string;
  title: string;
  onChange: (value: unknown) => void;
}

/** Types whose values are objects or lists of a record's own. */
const ownValues = new Set(['detail_lines', 'checklist', 'file', 'address', 'survey_matrix', 'json']);

export function DefaultMember({ app, field, name, title, onChange }: Props) {
  const id = useId();
  const around = useAround();
  const view = fieldView(field.type);
  const value = field[name];
  const told = toldField(field, around.contents);
  if (!view || view.live || ownValues.has(field.type)) return null;
  const typed = !isObject(value);
  const settle = (next: unknown) => onChange(next === null || next === '' || (Array.isArray(next) && next.length === 0) ? undefined : next);
  return (
    <FieldFrame id={id} label={title} group={typed ? view.group : false}>
      {typed ? (
        <Guarded title={title}>
          <view.Input id={id} field={told} settings={told.settings} app={app} form="" label={title} value={value ?? null} onChange={settle} />
        </Guarded>
      ) : (
        <RawMember id={id} schema={{}} value={value} pointer="" title={title} required={false} onChange={onChange} />
      )}
    </FieldFrame>
  );
}
