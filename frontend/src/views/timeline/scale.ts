/** The time axis: which days are drawn, how wide a day is, and what stands above them. Days are texts such as "2026-11-23". */
import { daysBetween, daysLater, stepped, weekday, type Place } from '../calendar/days';
import { minutesOf } from '../calendar/hours';

export type Zoom = 'day' | 'week' | 'month' | 'quarter';
export const zooms: readonly Zoom[] = ['day', 'week', 'month', 'quarter'];

/** One piece of the axis, from `day` on. */
export interface Tick {
  day: string;
  x: number;
  width: number;
}

export interface Scale {
  zoom: Zoom;
  first: string;
  last: string;
  /** Pixels of a day. */
  px: number;
  width: number;
  /** The columns, and what they are summed up in. */
  ticks: Tick[];
  groups: Tick[];
}

const wide: Record<Zoom, number> = { day: 96, week: 16, month: 5, quarter: 2 };
const drawn: Record<Zoom, number> = { day: 28, week: 182, month: 548, quarter: 1461 };

/** The axis around a day: a quarter of it lies before. */
export function scaleOf(zoom: Zoom, on: string): Scale {
  const days = drawn[zoom];
  const first = begin(zoom, daysLater(on, -Math.round(days / 4)));
  const last = daysLater(next(zoom, begin(zoom, daysLater(first, days))), -1);
  const px = wide[zoom];
  const x = (day: string) => daysBetween(first, day) * px;
  const cut = (start: string, step: (day: string) => string): Tick[] => {
    const found: Tick[] = [];
    for (let day = start; day <= last; ) {
      const after = step(day);
      const left = Math.max(0, x(day));
      found.push({ day, x: left, width: x(after <= last ? after : daysLater(last, 1)) - left });
      day = after;
    }
    return found;
  };
  const fine = zoom === 'day' || zoom === 'week';
  return {
    zoom, first, last, px,
    width: (daysBetween(first, last) + 1) * px,
    ticks: cut(first, (day) => next(zoom, day)),
    groups: fine ? cut(`${first.slice(0, 8)}01`, (day) => stepped('month', day, 1)) : cut(`${first.slice(0, 4)}-01-01`, (day) => `${Number(day.slice(0, 4)) + 1}-01-01`),
  };
}

/** Half an axis earlier or later. */
export function shifted(zoom: Zoom, on: string, by: 1 | -1): string {
  return daysLater(on, by * Math.round(drawn[zoom] / 2));
}

/** The day a column begins with. */
function begin(zoom: Zoom, day: string): string {
  if (zoom === 'day' || zoom === 'week') return daysLater(day, -weekday(day));
  const month = Number(day.slice(5, 7)) - 1;
  return `${day.slice(0, 5)}${String((zoom === 'month' ? month : month - (month % 3)) + 1).padStart(2, '0')}-01`;
}

function next(zoom: Zoom, day: string): string {
  if (zoom === 'day') return daysLater(day, 1);
  if (zoom === 'week') return daysLater(day, 7);
  const after = stepped('month', day, 1);
  return zoom === 'month' ? after : stepped('month', stepped('month', after, 1), 1);
}

/** How many days a key moves a bar. */
export function stepOf(zoom: Zoom): number {
  return zoom === 'day' || zoom === 'week' ? 1 : 7;
}

const least = 6;
const day_min = 1440;

/** Where a bar stands, as far as it lies on the axis; by the hour where a column is a day. */
export function spanOf(scale: Scale, { first, last, time, until }: Place): { left: number; width: number } {
  const hours = scale.zoom === 'day' && time !== null && until !== null;
  const from = (daysBetween(scale.first, first) + (hours ? minutesOf(time) / day_min : 0)) * scale.px;
  const to = (daysBetween(scale.first, last) + (hours ? minutesOf(until) / day_min : 1)) * scale.px;
  const left = Math.max(0, Math.min(from, scale.width - least));
  return { left, width: Math.max(least, Math.min(to, scale.width) - left) };
}

/** ISO week: that of its Thursday. */
export function weekNumber(day: string): number {
  const thursday = daysLater(day, 3 - weekday(day));
  return Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
}
