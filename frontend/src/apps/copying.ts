/** What a new record takes over from one it is made after: what one may write and what can be twice. */
import type { FormInfo, RecordItem, Values } from '../api/types';
import { fieldView } from '../lib/fields';
import { isComputed } from '../form/model';

export function copiedValues(form: Pick<FormInfo, 'fields'>, record: Pick<RecordItem, 'values'>): Values {
  const copied = form.fields.filter((field) => field.access === 'write' && !field.unique && !isComputed(field) && !fieldView(field.type)?.once);
  return Object.fromEntries(copied.filter(({ key }) => record.values[key] !== undefined).map(({ key }) => [key, record.values[key]]));
}
