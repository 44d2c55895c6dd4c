/** Records on the axis: their places and colours, and changing their dates by the ordinary change. */
import { useMemo } from 'react';
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { isComputed } from '../../form/model';
import { placed, placeText, type Shown } from '../calendar/shown';
import { lengthenedBy, placeOf, shiftedBy, type Times } from '../calendar/days';
import type { useMoving } from '../parts/useMoving';
import type { BarMoves, Edge } from './Bar';
import type { Track } from './pack';

export function usePlaced(form: FormInfo, rows: RecordItem[], times: Times, color: FieldInfo | undefined): Shown[] {
  return useMemo(() => placed(form, rows, times, color), [form, rows, times, color]);
}

interface More {
  /** Told what was changed, and by how many days its end moved. */
  after?: (record: RecordItem, by: number) => void;
  /** The field that tells lanes apart, and the lane of each row. */
  lane?: FieldInfo;
  tracks?: Track[];
}

/** Null where the person may not change the dates. */
export function barMoves(form: FormInfo, { starts, ends }: Times, { move, moving }: ReturnType<typeof useMoving>, { after, lane, tracks = [] }: More = {}): BarMoves | null {
  const may = form.may.change && [starts, ends].every((field) => !field || (field.access === 'write' && !isComputed(field)));
  if (!may) return null;
  const own = ({ record }: Shown) => (lane ? (record.values[lane.key] ?? null) : null);
  const lanes = tracks.filter((track) => track.first).map((track) => track.lane);
  return {
    moving,
    ...(lane && lane.access === 'write' && !isComputed(lane)
      ? {
          lanes: {
            own,
            of: (row: number) => tracks[row]?.lane ?? null,
            beside: (shown: Shown, by: 1 | -1) => {
              const at = lanes.indexOf(own(shown)) + by;
              return at >= 0 && at < lanes.length ? { value: lanes[at] } : null;
            },
          },
        }
      : {}),
    ends: ends !== undefined || starts.filters.includes('overlaps'),
    change: ({ record }: Shown, by: number, edge: Edge | null, into?: { value: unknown }) => {
      const dates = edge ? lengthenedBy(record, { starts, ends }, edge, by) : by === 0 ? {} : shiftedBy(record, { starts, ends }, by);
      if (!dates) return;
      const values = into && lane ? { ...dates, [lane.key]: into.value } : dates;
      const place = placeOf({ ...record, values: { ...record.values, ...values } }, { starts, ends });
      const where = place ? placeText(place) : '';
      const back = Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key]]));
      move({ record, values, where, back, done: edge === 'start' || by === 0 ? undefined : () => after?.(record, by) });
    },
  };
}
