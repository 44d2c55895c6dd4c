/** A record in words: its title, and a line of what else it says. */
import type { FieldInfo, FormInfo, RecordItem } from '../api/types';
import { fieldView } from '../lib/fields';
import { isEmpty } from './merge';

type Said = Pick<RecordItem, 'values' | 'labels'>;

export function fieldWords(field: FieldInfo, record: Said): string {
  const value = record.values[field.key];
  if (isEmpty(value)) return '';
  const label = record.labels?.[field.key] ?? undefined;
  const words = fieldView(field.type)?.text?.(value, field.settings, label) ?? label;
  return words ?? (typeof value === 'object' ? '' : String(value));
}

/** The title field's words; of a form without one, the first words there are. */
export function recordTitle(form: Pick<FormInfo, 'title_field' | 'fields' | 'title'>, record: Said): string {
  const titled = form.fields.find((field) => field.key === form.title_field);
  const first = [titled ?? [], form.fields].flat().map((field) => fieldWords(field, record)).find(Boolean);
  return first ?? form.title;
}

/** Up to `most` further values, each in a few words: long texts say nothing in a list. */
export function recordLine(form: Pick<FormInfo, 'title_field' | 'fields'>, record: Said, most = 3): string {
  return form.fields
    .filter((field) => field.key !== form.title_field && !fieldView(field.type)?.wide)
    .map((field) => fieldWords(field, record))
    .filter((words) => words && words.length <= 24)
    .slice(0, most)
    .join(' · ');
}
