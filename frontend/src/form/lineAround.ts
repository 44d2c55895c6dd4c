/** What a field reads of the rest of the record, for the formulas within its lines or to narrow what can be picked: the same object as long as those values are the same. */
import { useState } from 'react';
import type { FieldInfo, Values } from '../api/types';
import type { Around } from '../lib/defineField';
import { columnsOf } from './columns';
import { namesIn } from './evaluate';
import { same } from './merge';
import type { FormModel } from './model';

/** A function from a field and the form's values to what stands around the field; undefined for fields that read nothing. */
export function useLineAround(model: FormModel): (field: FieldInfo, values: Values, fresh: boolean) => Around | undefined {
  const [remembered] = useState(() => new Map<string, Around>());
  return (field, values, fresh) => {
    const columns = columnsOf(field);
    const narrow = field.settings.narrow ?? null;
    if (!columns && narrow === null) return undefined;
    const reads = Array.isArray(field.settings.reads) ? (field.settings.reads as string[]) : [];
    const names = columns ? [...reads, ...columns.flatMap((column) => namesIn(column.settings.expression, 'record'))] : namesIn(narrow, 'this');
    const record = Object.fromEntries(names.map((name) => [name, values[name]]));
    const before = remembered.get(field.key);
    if (before && before.fresh === fresh && names.every((name) => same(before.record[name], record[name]))) return before;
    const around = { record, param: model.form.parameters ?? {}, types: model.types, fresh };
    remembered.set(field.key, around);
    return around;
  };
}
