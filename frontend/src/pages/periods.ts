/** Steps between periods by their keys: the one before, the one after, the same time in another unit. Weeks begin on Monday. */
import type { MetricPeriod } from '../api/types';
import { dayText, dayTime, oneDay } from '../ui/DateInput/weeks';

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof periodUnits)[number] | 'half';

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

/** ISO 8601: the week belongs to the year of its Thursday. */
function weekKey(day: string): string {
  const time = dayTime(day);
  const thursday = time + (3 - ((new Date(time).getUTCDay() + 6) % 7)) * oneDay;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * oneDay)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
