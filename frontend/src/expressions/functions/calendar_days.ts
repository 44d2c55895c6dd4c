/** Days by the calendar: months on and off, ends of periods, weeks, working days. Weeks begin on Monday. */
import { addToDate } from '../durations';
import { fault } from '../faults';
import type { Action } from '../nodes';
import { dateText, dayNumber, dayNumberOf, decimal, type Decimal, type Value } from '../values';
import { calendarOf, countWorking, workingAfter } from '../working_days';
import { DEFAULT_ZONE, wallClock } from '../zones';

const MOST_MONTHS = 24_000;
const MOST_WORKING_DAYS = 10_000;
const MONTHS: Record<string, number> = { month: 1, 月: 1, quarter: 3, 季度: 3, half_year: 6, 半年: 6, year: 12, 年: 12 };
const NAMES: Record<string, string> = { day: 'day', 日: 'day', week: 'week', 周: 'week' };

const parts = (date: string) => date.split('-').map(Number) as [number, number, number];
const own = <T>(table: Record<string, T>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

function moved(date: string, months: number): string | null {
  if (Math.abs(months) > MOST_MONTHS) return fault('out_of_range');
  return addToDate(date, { months, days: 0, seconds: 0 }) ?? fault('out_of_range');
}

/** The day before the first of the month that lies `months` after. */
function lastOfMonths(date: string, months: number): string | null {
  const [year, month] = parts(date);
  return dateText(dayNumber(year, month + months, 1) - 1);
}

function endOfMonth(date: string, months: number): Value {
  const start = moved(`${date.slice(0, 8)}01`, months);
  return start && lastOfMonths(start, 1);
}

function periodStart(date: string, unit: string): string | null {
  const [year, month] = parts(date);
  const months = own(MONTHS, unit);
  if (months) return dateText(dayNumber(year, Math.floor((month - 1) / months) * months + 1, 1));
  const name = own(NAMES, unit);
  if (!name) return fault('type_mismatch');
  const day = dayNumberOf(date);
  return name === 'week' ? dateText(day - ((((day + 3) % 7) + 7) % 7)) : date;
}

function periodEnd(date: string, unit: string): Value {
  const start = periodStart(date, unit);
  if (start === null) return null;
  const months = own(MONTHS, unit);
  if (months) return lastOfMonths(start, months);
  return dateText(dayNumberOf(start) + (NAMES[unit] === 'week' ? 6 : 0)) ?? fault('out_of_range');
}

function weekNumber(date: string): number {
  const day = dayNumberOf(date);
  const thursday = day - ((((day + 3) % 7) + 7) % 7) + 3;
  const [year] = parts(dateText(thursday) ?? '9999-12-30');
  return Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1;
}

function difference(start: string, end: string, unit: string): Value {
  if (start > end) return fault('out_of_range');
  const [startYear, startMonth, startDay] = parts(start);
  const [endYear, endMonth, endDay] = parts(end);
  const months = (endYear - startYear) * 12 + endMonth - startMonth - (endDay < startDay ? 1 : 0);
  const days = dayNumberOf(end) - dayNumberOf(start);
  const key = unit.toUpperCase();
  const beyond: Record<string, number> = { Y: Math.floor(months / 12), M: months, D: days, YM: months % 12 };
  const found = own(beyond, key);
  if (found !== undefined) return decimal(found);
  if (key !== 'MD' && key !== 'YD') return fault('type_mismatch');
  const whole = moved(start, key === 'MD' ? months : Math.floor(months / 12) * 12);
  return whole && decimal(dayNumberOf(end) - dayNumberOf(whole));
}

/** A part of the time on the wall in the workspace's zone. */
function clock(unitMs: number, most: number): Action {
  return {
    run: (zone, moment) => {
      const wall = wallClock(moment as Date, String(zone ?? DEFAULT_ZONE));
      return decimal(((Math.floor(wall / unitMs) % most) + most) % most);
    },
  };
}

const whole = (value: Value | undefined) => (value ? (value as Decimal).toNumber() : 0);

const calendarDays: Record<string, Action> = {
  edate: { run: (date, months) => moved(date as string, whole(months)) },
  eomonth: { run: (date, months) => endOfMonth(date as string, whole(months)) },
  period_start: { run: (date, unit) => periodStart(date as string, unit as string) },
  period_end: { run: (date, unit) => periodEnd(date as string, unit as string) },
  quarter: { run: (date) => decimal(Math.floor((parts(date as string)[1] + 2) / 3)) },
  week_number: { run: (date) => decimal(weekNumber(date as string)) },
  hour: clock(3_600_000, 24),
  minute: clock(60_000, 60),
  second: clock(1_000, 60),
  datedif: { run: (start, end, unit) => difference(start as string, end as string, unit as string) },
  networkdays: {
    run: (given = null, start = null, end = null) => {
      const [from, to] = [dayNumberOf(start as string), dayNumberOf(end as string)];
      const calendar = calendarOf(given);
      return decimal(from <= to ? countWorking(calendar, from, to) : -countWorking(calendar, to, from));
    },
  },
  workday: {
    run: (given = null, start = null, days = null) => {
      const count = whole(days);
      if (Math.abs(count) > MOST_WORKING_DAYS) return fault('out_of_range');
      return workingAfter(calendarOf(given), dayNumberOf(start as string), count) ?? fault('out_of_range');
    },
  },
};

export default calendarDays;
