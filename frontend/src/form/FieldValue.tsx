/** The value of a field for reading, as its type shows it; of a type unknown here, as it is. */
import type { FieldInfo } from '../api/types';
import type { Labels } from '../lib/defineField';
import { fieldView } from '../lib/fields';

interface Props {
  field: FieldInfo;
  value: unknown;
  /** The name behind an id, given by the server. */
  label?: string | null;
  labels?: Labels;
  app: string;
  /** Of a record that is there: its form and id. */
  form?: string;
  record?: string;
  device?: 'desk' | 'phone';
  hit?: string;
  /** One line, for lists. */
  line?: boolean;
}

export function FieldValue({ field, value, label, labels, app, form, record, device, hit, line }: Props) {
  const view = fieldView(field.type);
  if (!view) return <>{value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value)}</>;
  const Part = line ? view.Cell : ((device === 'phone' ? view.PhoneDisplay : undefined) ?? view.Display ?? view.Cell);
  return <Part value={value ?? null} settings={field.settings} field={field} label={label ?? undefined} labels={labels} app={app} form={form} record={record} hit={hit} />;
}
