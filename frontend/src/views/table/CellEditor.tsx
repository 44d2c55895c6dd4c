/** The field's own editor in the active cell. It is there before one types, unseen, so that the first letter (and an
 * input method) finds it; it shows itself once something is typed. */
import { useImperativeHandle, useState, type Ref } from 'react';
import type { RecordItem } from '../../api/types';
import { fieldView } from '../../lib/fields';
import type { Column } from './columns';

export interface EditorHandle {
  /** What was typed; null when nothing was. */
  typed: () => { value: unknown; label: string | null | undefined } | null;
}

interface Props {
  app: string;
  form: string;
  column: Column;
  record: RecordItem;
  value: unknown;
  label: string | undefined;
  handle: Ref<EditorHandle>;
  /** A choice was made, which is a whole answer. */
  onChosen: () => void;
}

export function CellEditor({ app, form, column: { field }, record, value, label, handle, onChosen }: Props) {
  const [typed, setTyped] = useState<{ value: unknown } | null>(null);
  const [words, setWords] = useState<string | null | undefined>(undefined);
  useImperativeHandle(handle, () => ({ typed: () => typed && { value: typed.value, label: words } }), [typed, words]);
  const view = fieldView(field.type);
  const Input = view?.CellInput ?? view?.Input;
  if (!Input) return null;
  return (
    <Input
      id="table-cell"
      field={field}
      settings={field.settings}
      app={app}
      form={form}
      record={record.id}
      label={field.title}
      labels={record.labels}
      value={(typed ? typed.value : value) ?? null}
      valueLabel={words === undefined ? label : (words ?? undefined)}
      onLabel={setWords}
      onChange={(next: unknown) => {
        setTyped({ value: next });
        const chosen = document.activeElement?.matches('select, [role=combobox]') ?? false;
        // The state has to be there before it is asked for.
        if (chosen && !Array.isArray(next)) setTimeout(onChosen);
      }}
    />
  );
}
