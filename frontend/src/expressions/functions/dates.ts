/** Days and moments. A moment in a place for a day counts as its day in the workspace's zone. */
import { addToDate, addToMoment, parseDuration } from '../durations';
import { fault } from '../faults';
import type { Action } from '../nodes';
import { dateText, dayNumber, dayNumberOf, decimal, type Decimal, type Value } from '../values';
import { DEFAULT_ZONE, localDate } from '../zones';

const MAX_DAYS = 4_000_000;

function makeDate(year: number, month: number, day: number): Value {
  const carried = year + Math.floor((month - 1) / 12);
  if (!(carried >= 1 && carried <= 9999) || Math.abs(day) > MAX_DAYS) return fault('out_of_range');
  return dateText(dayNumber(year, month, day)) ?? fault('out_of_range');
}

function addDays(start: string, days: number): Value {
  return (Math.abs(days) <= MAX_DAYS && dateText(dayNumberOf(start) + days)) || fault('out_of_range');
}

function add(zone: Value, start: Value, duration: Value): Value {
  const parsed = parseDuration(String(duration));
  if (!parsed) return fault('type_mismatch');
  if (start instanceof Date) return addToMoment(start, parsed, String(zone ?? DEFAULT_ZONE)) ?? fault('out_of_range');
  return parsed.seconds ? fault('type_mismatch') : (addToDate(String(start), parsed) ?? fault('out_of_range'));
}

/** A part of a day; the engine has made a moment its local day. */
function part(read: (days: number, date: string) => number): Action {
  return { run: (date) => decimal(read(dayNumberOf(String(date)), String(date))) };
}

const numbers = (values: Value[]) => values.map((value) => (value as Decimal).toNumber());

const dates: Record<string, Action> = {
  now: { run: (now = null) => now },
  today: { run: (now, zone = null) => (now instanceof Date ? localDate(now, String(zone ?? DEFAULT_ZONE)) : null) },
  date: {
    run: (...values) => {
      const [year = 0, month = 0, day = 0] = numbers(values);
      return makeDate(year, month, day);
    },
  },
  add_days: { run: (start, days) => addDays(String(start), (days as Decimal).toNumber()) },
  add: { run: (zone = null, start = null, duration = null) => add(zone, start, duration) },
  days_between: { run: (start, end) => decimal(dayNumberOf(String(end)) - dayNumberOf(String(start))) },
  year: part((_, date) => Number(date.slice(0, 4))),
  month: part((_, date) => Number(date.slice(5, 7))),
  day: part((_, date) => Number(date.slice(8, 10))),
  weekday: part((days) => ((((days + 3) % 7) + 7) % 7) + 1),
};

export default dates;
