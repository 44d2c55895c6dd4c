/** What the formulas within a field's lines read of the record: the same object as long as those values are the same. */
import { useState } from 'react';
import type { FieldInfo, Values } from '../api/types';
import type { Around } from '../lib/defineField';
import { columnsOf } from './columns';
import { namesIn } from './evaluate';
import { same } from './merge';
import type { FormModel } from './model';

/** A function from a field and the form's values to what stands around the field's lines; undefined for other fields. */
export function useLineAround(model: FormModel): (field: FieldInfo, values: Values) => Around | undefined {
  const [remembered] = useState(() => new Map<string, Around>());
  return (field, values) => {
    const columns = columnsOf(field);
    if (!columns) return undefined;
    const names = columns.flatMap((column) => namesIn(column.settings.expression, 'record'));
    const record = Object.fromEntries(names.map((name) => [name, values[name]]));
    const before = remembered.get(field.key);
    if (before && names.every((name) => same(before.record[name], record[name]))) return before;
    const around = { record, param: model.form.parameters ?? {}, types: model.types };
    remembered.set(field.key, around);
    return around;
  };
}
