/** Keys of periods as the server reads them ("2026-W02", "2026-01"): of a day, the one before, the one after, in another unit.
 * Weeks begin on Monday. */
import type { MetricPeriod } from '../api/types';
import { dayText, dayTime, oneDay } from '../ui/DateInput/weeks';

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

const forms: [RegExp, PeriodUnit][] = [
  [/^\d{4}-\d{2}-\d{2}$/, 'day'],
  [/^\d{4}-W\d{2}$/, 'week'],
  [/^\d{4}-\d{2}$/, 'month'],
  [/^\d{4}-Q[1-4]$/, 'quarter'],
  [/^\d{4}$/, 'year'],
];

/** What a key is a period of; null for a range and for what is none. */
export function unitOf(key: string): PeriodUnit | null {
  return periodUnits.find((unit) => unit === key) ?? forms.find(([form]) => form.test(key))?.[1] ?? null;
}

/** The keys of so many periods, the one in which `today` lies first. */
export function lastPeriods(unit: PeriodUnit, today: string, count: number): string[] {
  const keys: string[] = [];
  for (let day = today; keys.length < count; day = dayText(dayTime(firstDay(unit, day)) - oneDay)) keys.push(periodKey(unit, day));
  return keys;
}

/** The key of the period of that unit in which the day lies. */
export function periodKey(unit: string, day: string): string {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  if (unit === 'day') return day;
  if (unit === 'week') return weekKey(day);
  if (unit === 'month') return day.slice(0, 7);
  if (unit === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  if (unit === 'half') return `${year}-H${month > 6 ? 2 : 1}`;
  return year;
}

/** A range steps by its own length. */
export function stepped(period: MetricPeriod, by: 1 | -1): string {
  const day = dayText(by > 0 ? dayTime(period.last) + oneDay : dayTime(period.first) - oneDay);
  if (period.unit !== 'range') return periodKey(period.unit, day);
  const length = dayTime(period.last) - dayTime(period.first);
  const first = by > 0 ? dayTime(day) : dayTime(day) - length;
  return `${dayText(first)}..${dayText(first + length)}`;
}

/** The same time in another unit: the one that runs where the period runs, else the last within it. */
export function inUnit(period: MetricPeriod, unit: string): string {
  return period.running ? unit : periodKey(unit, period.last);
}

/** The first day of the period of that unit in which the day lies. */
function firstDay(unit: PeriodUnit, day: string): string {
  if (unit === 'day') return day;
  if (unit === 'week') return dayText(dayTime(day) - ((new Date(dayTime(day)).getUTCDay() + 6) % 7) * oneDay);
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  if (unit === 'year') return `${day.slice(0, 4)}-01-01`;
  return `${day.slice(0, 4)}-${String(Math.ceil(Number(day.slice(5, 7)) / 3) * 3 - 2).padStart(2, '0')}-01`;
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekKey(day: string): string {
  const time = dayTime(day);
  const thursday = time + (3 - ((new Date(time).getUTCDay() + 6) % 7)) * oneDay;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * oneDay)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
