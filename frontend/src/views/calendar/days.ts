/** Days of a month, a week or a day, and where on them a record lies. Days are texts such as "2026-11-23". */
import type { RecordQuery } from '../../api/records';
import type { FieldInfo, FilterTree, RecordItem, Values } from '../../api/types';
import { isEmpty } from '../../form/merge';
import { fieldView } from '../../lib/fields';
import { dayOf, momentOf, timeOf } from '../../lib/time';
import { also } from '../parts/useNarrowing';

export type Span = 'month' | 'week' | 'day';

export interface Times {
  starts: FieldInfo;
  ends?: FieldInfo;
}

/** First and last day, and the times of moments: when it begins, and when it ends, "24:00" at midnight. */
export interface Place {
  first: string;
  last: string;
  time: string | null;
  until: string | null;
}

const day_ms = 86_400_000;

export function daysLater(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * day_ms).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The days drawn: whole weeks from Monday for a month. */
export function daysOf(span: Span, on: string): string[] {
  if (span === 'day') return [on];
  const first = span === 'month' ? `${on.slice(0, 8)}01` : on;
  const start = daysLater(first, -weekday(first));
  if (span === 'week') return counted(start, 7);
  const last = daysLater(stepped('month', first, 1), -1);
  return counted(start, Math.ceil((weekday(first) + Number(last.slice(8))) / 7) * 7);
}

const counted = (start: string, count: number) => Array.from({ length: count }, (_, at) => daysLater(start, at));

/** The same place one span on, or back; the 31st becomes the last day of a shorter month. */
export function stepped(span: Span, on: string, by: 1 | -1): string {
  if (span !== 'month') return daysLater(on, by * (span === 'week' ? 7 : 1));
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(day, last))).toISOString().slice(0, 10);
}

const isRange = (field: FieldInfo) => field.filters.includes('overlaps');
export const isMoment = (field: FieldInfo) => fieldView(field.type)?.expressionType?.(field.settings) === 'datetime';

/** The records that lie on one of the days; with `dayless` those that have no day, too. */
export function within(query: RecordQuery, times: Times, days: string[], dayless = false): RecordQuery {
  const { starts } = times;
  const sorted = { ...query, sort: query.sort?.length ? query.sort : starts.sortable ? [starts.key] : [] };
  const lying = lyingOn(times, days);
  return also(sorted, dayless ? { any: [lying, { field: starts.key, operator: 'empty' }] } : lying);
}

function lyingOn({ starts, ends }: Times, days: string[]): FilterTree {
  const from = days[0] ?? '';
  const to = days.at(-1) ?? '';
  if (isRange(starts)) return { field: starts.key, operator: 'overlaps', value: [from, to] };
  const at = (field: FieldInfo, day: string) => (isMoment(field) ? momentOf(day, '00:00') : day);
  const notBefore = (field: FieldInfo): FilterTree => ({ field: field.key, operator: 'at_least', value: at(field, from) });
  const before: FilterTree = { field: starts.key, operator: 'less', value: at(starts, daysLater(to, 1)) };
  const begun: FilterTree = { all: [notBefore(starts), before] };
  return ends ? { any: [begun, { all: [before, notBefore(ends)] }] } : begun;
}

/** Where a record lies; null for one without a day. */
export function placeOf(record: Pick<RecordItem, 'values'>, { starts, ends }: Times): Place | null {
  const value = record.values[starts.key];
  if (typeof value !== 'string' || isEmpty(value)) return null;
  if (isRange(starts)) {
    const [first = '', last = ''] = value.split('/');
    return { first, last: last || first, time: null, until: null };
  }
  const first = isMoment(starts) ? dayOf(value) : value;
  const time = isMoment(starts) ? timeOf(value) : null;
  const end = ends && record.values[ends.key];
  if (!ends || typeof end !== 'string' || !end || end < value) return { first, last: first, time, until: null };
  if (!isMoment(ends)) return { first, last: end, time, until: null };
  // What ends at midnight lies on the day before.
  const last = dayOf(end);
  const midnight = timeOf(end) === '00:00' && last > first;
  return midnight ? { first, last: daysLater(last, -1), time, until: '24:00' } : { first, last, time, until: timeOf(end) };
}

/** The values of the record so many days later; the time of day and the length stay. */
export function shiftedBy(record: RecordItem, { starts, ends }: Times, by: number): Values {
  const found: Values = {};
  for (const field of ends ? [starts, ends] : [starts]) {
    const value = record.values[field.key];
    if (typeof value !== 'string' || !value) continue;
    if (isRange(field)) found[field.key] = value.split('/').map((day) => daysLater(day, by)).join('/');
    else if (isMoment(field)) found[field.key] = laterMoment(value, by);
    else found[field.key] = daysLater(value, by);
  }
  return found;
}

/** The values with one end so many days later; null where the record has no second end that could move. */
export function lengthenedBy(record: RecordItem, { starts, ends }: Times, edge: 'start' | 'end', by: number): Values | null {
  const place = placeOf(record, { starts, ends });
  if (!place) return null;
  const first = edge === 'start' ? daysLater(place.first, by) : place.first;
  const last = edge === 'end' ? daysLater(place.last, by) : place.last;
  if (last < first) return null;
  if (isRange(starts)) return { [starts.key]: `${first}/${last}` };
  if (!ends) return null;
  if (edge === 'start') return shiftedBy(record, { starts }, by);
  if (record.values[ends.key]) return shiftedBy(record, { starts: ends }, by);
  return { [ends.key]: isMoment(ends) ? momentOf(last, place.time ?? '00:00') : last };
}

/** By the wall clock, so that a meeting at nine stays at nine where the clocks change. */
function laterMoment(value: string, by: number): string {
  const day = dayOf(value);
  const start = Date.parse(momentOf(day, '00:00') ?? value);
  const there = Date.parse(momentOf(daysLater(day, by), '00:00') ?? value);
  return new Date(Date.parse(value) + there - start).toISOString().replace('.000Z', 'Z');
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day_ms);
}
