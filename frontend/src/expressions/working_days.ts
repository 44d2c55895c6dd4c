/** Working days: Monday to Friday but for a country's days off and made-up days; for mainland China from china.json. */
import china from './china.json';
import { dateText, dayNumberOf, type Value } from './values';

export interface Calendar {
  off: ReadonlySet<number>;
  on: ReadonlySet<number>;
  /** The weekdays that are worked; 0 is Monday. */
  week: ReadonlySet<number>;
}

const mondayToFriday = [0, 1, 2, 3, 4];
const CHINA: Calendar = { off: dayNumbers(china.off), on: dayNumbers(china.on), week: new Set(mondayToFriday) };
const made = new WeakMap<object, Calendar>();

function dayNumbers(texts: readonly unknown[]): ReadonlySet<number> {
  return new Set(texts.filter((text) => typeof text === 'string').map(dayNumberOf));
}

/** The calendar of an expression's data ({week, off, on}), mainland China's where it brings none. */
export function calendarOf(given: Value): Calendar {
  if (given === null || typeof given !== 'object') return CHINA;
  const known = made.get(given);
  if (known) return known;
  const { week = mondayToFriday, off = [], on = [] } = given as { week?: number[]; off?: unknown[]; on?: unknown[] };
  const calendar = { off: dayNumbers(off), on: dayNumbers(on), week: new Set(week) };
  made.set(given, calendar);
  return calendar;
}

/** 0 is Monday. */
const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;

export function works({ off, on, week }: Calendar, day: number): boolean {
  return on.has(day) || (week.has(weekday(day)) && !off.has(day));
}

/** The working days from `start` to `end`, both counted; `start` is not after `end`. */
export function countWorking({ off, on, week }: Calendar, start: number, end: number): number {
  const span = end - start + 1;
  let count = Math.floor(span / 7) * week.size;
  for (let step = 0; step < span % 7; step += 1) if (week.has(weekday(start + step))) count += 1;
  for (const day of off) if (day >= start && day <= end && week.has(weekday(day)) && !on.has(day)) count -= 1;
  for (const day of on) if (day >= start && day <= end && !week.has(weekday(day))) count += 1;
  return count;
}

/** The working day that lies `days` after `start`, before it when negative. Null outside of the years 1 to 9999. */
export function workingAfter(calendar: Calendar, start: number, days: number): string | null {
  const step = days > 0 ? 1 : -1;
  let day = start;
  for (let left = Math.abs(days); left > 0; left -= works(calendar, day) ? 1 : 0) {
    day += step;
    if (dateText(day) === null) return null;
  }
  return dateText(day);
}
