/** Records on the axis: their places and colours, and changing their dates by the ordinary change. */
import { useMemo } from 'react';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { isComputed } from '../../form/model';
import { placed, placeText, type Shown } from '../calendar/shown';
import { lengthenedBy, placeOf, shiftedBy, type Times } from '../calendar/days';
import type { useMoving } from '../parts/useMoving';
import type { BarMoves, Edge } from './Bar';

export function usePlaced(form: FormInfo, rows: RecordItem[], times: Times, color: FieldInfo | undefined): Shown[] {
  return useMemo(() => placed(form, rows, times, color), [form, rows, times, color]);
}

/** Null where the person may not change the dates. `after`: told what was changed, and by how many days its end moved. */
export function barMoves(form: FormInfo, { starts, ends }: Times, { move, moving }: ReturnType<typeof useMoving>, after?: (record: RecordItem, by: number) => void): BarMoves | null {
  const may = form.may.change && [starts, ends].every((field) => !field || (field.access === 'write' && !isComputed(field)));
  if (!may) return null;
  return {
    moving,
    ends: ends !== undefined || starts.filters.includes('overlaps'),
    change: ({ record }: Shown, by: number, edge: Edge | null) => {
      const values = edge ? lengthenedBy(record, { starts, ends }, edge, by) : shiftedBy(record, { starts, ends }, by);
      if (!values) return;
      const place = placeOf({ ...record, values: { ...record.values, ...values } }, { starts, ends });
      const where = place ? placeText(place) : '';
      const back = Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key]]));
      move({ record, values, where, back, done: edge === 'start' ? undefined : () => after?.(record, by) });
    },
  };
}
