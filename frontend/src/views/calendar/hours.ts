/** Hours of a day: where on them a record stands, who stands beside whom, and what moving it by minutes changes. */
import type { RecordItem, Values } from '../../api/types';
import { daysBetween, isMoment, lengthenedBy, shiftedBy, type Times } from './days';
import type { Shown } from './shown';

/** How a record is moved: all of it, or one end. */
export interface Step {
  days: number;
  minutes: number;
  edge: 'start' | 'end' | null;
}

export const step_min = 15;
const day_min = 1440;
/** What has no end is drawn so long. */
const usual_min = 30;

/** "14:05" → 845. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether it stands over the hours: without a time, or for a day and longer. */
export function isWhole({ place }: Shown): boolean {
  if (place.time === null) return true;
  const days = daysBetween(place.first, place.last);
  return days > 1 || (days === 1 && minutesOf(place.until ?? '24:00') >= minutesOf(place.time));
}

export interface Piece {
  one: Shown;
  /** In minutes of the day. */
  from: number;
  to: number;
  /** Which of how many columns it stands in. */
  column: number;
  columns: number;
  begins: boolean;
  ends: boolean;
}

/** What of the records lies on the hours of a day; those that overlap stand side by side. */
export function piecesOf(shown: Shown[], day: string): Piece[] {
  const pieces = shown
    .filter((one) => !isWhole(one) && one.place.first <= day && day <= one.place.last)
    .map((one): Piece => {
      const { first, last, time, until } = one.place;
      const from = first === day ? minutesOf(time ?? '00:00') : 0;
      const to = last !== day ? day_min : until === null ? from + usual_min : minutesOf(until);
      return { one, from, to: Math.min(day_min, Math.max(to, from + usual_min)), column: 0, columns: 1, begins: first === day, ends: last === day };
    })
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  let together: Piece[] = [];
  const close = () => {
    const columns = Math.max(0, ...together.map(({ column }) => column)) + 1;
    for (const piece of together) piece.columns = columns;
    together = [];
  };
  for (const piece of pieces) {
    if (together.length > 0 && together.every(({ to }) => to <= piece.from)) close();
    const busy = new Set(together.filter(({ to }) => to > piece.from).map(({ column }) => column));
    while (busy.has(piece.column)) piece.column += 1;
    together.push(piece);
  }
  close();
  return pieces;
}

/** The values of the record moved; null where an end would pass the other, or where there is nothing to move. */
export function movedBy(record: RecordItem, times: Times, { days, minutes, edge }: Step): Values | null {
  const { starts, ends } = times;
  const values = edge ? lengthenedBy(record, times, edge, days) : shiftedBy(record, times, days);
  if (!values) return null;
  for (const field of [starts, ends]) {
    if (!field || !isMoment(field) || minutes === 0) continue;
    const value = values[field.key];
    const later = minutes + (field === ends && !record.values[field.key] ? usual_min : 0);
    if (typeof value === 'string') values[field.key] = new Date(Date.parse(value) + later * 60_000).toISOString().replace('.000Z', 'Z');
  }
  const after = { ...record.values, ...values };
  const [begin, end] = [after[starts.key], ends && after[ends.key]];
  const turned = edge !== null && typeof begin === 'string' && typeof end === 'string' && isMoment(starts) && end <= begin;
  return turned || Object.keys(values).length === 0 ? null : values;
}

/** Whether its length can be changed. */
export function hasLength({ starts, ends }: Times): boolean {
  return ends !== undefined || starts.filters.includes('overlaps');
}
