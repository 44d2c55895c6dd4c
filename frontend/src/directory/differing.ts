/** In which fields records differ: what a person must choose when they become one. */
import type { FieldInfo, FormInfo, RecordItem } from '../api/types';
import { fieldView } from '../lib/fields';

export const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Fields that some record has and not all have alike, the title field first. */
export function differing(form: FormInfo, records: RecordItem[]): FieldInfo[] {
  const fields = form.fields.filter((field) => {
    const values = records.map((record) => record.values[field.key]);
    return !fieldView(field.type)?.stays && values.some((value) => !isEmpty(value)) && values.some((value) => !same(value, values[0]));
  });
  return fields.toSorted((one, other) => Number(other.key === form.title_field) - Number(one.key === form.title_field));
}

/** Whose value each field gets unless somebody chooses: the winner's, else the first that has one. */
export function presumed(fields: FieldInfo[], records: RecordItem[], winner: string): Record<string, string> {
  const order = [...records.filter((one) => one.id === winner), ...records.filter((one) => one.id !== winner)];
  return Object.fromEntries(fields.map((field) => [field.key, order.find((one) => !isEmpty(one.values[field.key]))?.id ?? winner]));
}
