/** Shows one stored value by its field type; a type this front does not know shows as plain text, so nothing is lost. */
import type { FieldInfo, RecordItem } from '../api/types';
import { fieldView } from '../lib/fields';

interface Props {
  field: FieldInfo;
  record: Pick<RecordItem, 'values' | 'labels'> & { id?: string };
  app?: string;
  /** Where what is shown can be worked with. */
  form?: string;
  /** As a record page shows it, not a cell. */
  full?: boolean;
  hit?: string;
}

export function Value({ field, record, app, form, full, hit }: Props) {
  const value = record.values[field.key] ?? null;
  const view = fieldView(field.type);
  const label = record.labels?.[field.key] ?? undefined;
  if (!view) return <>{value === null ? '—' : typeof value === 'object' ? '…' : String(value)}</>;
  const Show = (full && view.Display) || view.Cell;
  return <Show value={value} settings={field.settings} field={field} label={label} labels={record.labels} record={record.id} form={form} hit={hit} app={app} />;
}

/** A record's name in words: the title field, or the first that says something. */
export function titleOf(form: { title_field: string | null; fields: FieldInfo[]; title?: string }, record: Pick<RecordItem, 'values' | 'labels'>): string {
  const named = form.fields.find((field) => field.key === form.title_field);
  const candidates = named ? [named] : form.fields.filter((field) => field.type === 'text');
  for (const field of candidates) {
    const value = record.values[field.key];
    const label = record.labels?.[field.key];
    const words = label ?? fieldView(field.type)?.text?.(value, field.settings, label ?? undefined) ?? value;
    if (typeof words === 'string' && words && words !== '—') return words;
  }
  return form.title ?? '';
}
