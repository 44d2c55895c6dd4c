/** One value of a card: its input as phones have it, or the value where one may only read. */
import type { FieldInfo } from '../../../api/types';
import { knownFields } from '../../../lib/knownFields';
import { FieldFrame, describedBy } from '../../../ui/FieldFrame/FieldFrame';
import { LineCell } from './LineCell';
import { isWorkedOut } from './model';

interface Props {
  id: string;
  column: FieldInfo;
  value: unknown;
  label?: string | null;
  error: string | null;
  readOnly?: boolean;
  app: string;
  form: string;
  onType: (typed: unknown) => void;
  onLabel?: (words: string | null) => void;
}

export function CardField({ id, column, value, label, error, readOnly, app, form, onType, onLabel }: Props) {
  const view = knownFields.get(column.type);
  if (!view || isWorkedOut(column) || readOnly || column.access !== 'write') {
    return (
      <FieldFrame id={id} label={column.title} error={error} group>
        <output id={id}>
          <LineCell column={column} value={value} label={label} app={app} />
        </output>
      </FieldFrame>
    );
  }
  const Input = view.PhoneInput ? view.PhoneInput : view.Input;
  return (
    <FieldFrame id={id} label={column.title} required={column.required} hint={column.hint} error={error} group={view.PhoneInput ? view.phoneGroup : view.group}>
      <Input
        id={id}
        field={column}
        settings={column.settings}
        app={app}
        form={form}
        label={column.title}
        value={value ?? null}
        valueLabel={label ?? undefined}
        onLabel={onLabel}
        required={column.required}
        invalid={error !== null}
        describedBy={describedBy(id, { hint: column.hint, error })}
        onChange={onType}
      />
    </FieldFrame>
  );
}
