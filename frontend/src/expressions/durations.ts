/** ISO 8601 durations: "PT15M", "P1M", "-P7D". Months and days move the calendar, the rest moves the clock. */
import { dateText, dayNumber, dayNumberOf } from './values';
import { atWallClock, wallClock } from './zones';

export interface Duration {
  months: number;
  days: number;
  seconds: number;
}

const PATTERN = /^(-)?P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;
const MAX_MONTHS = 12 * 2000;
const MAX_DAYS = 366 * 2000;
const DAY_MS = 86_400_000;
const FIRST_MS = dayNumber(1, 1, 1) * DAY_MS;
const END_MS = dayNumber(10_000, 1, 1) * DAY_MS;

/** Null when `text` is not a duration, or one of thousands of years. */
export function parseDuration(text: string): Duration | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const sign = match[1] ? -1 : 1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(2).map((part) => sign * Number(part ?? 0));
  const found = { months: years * 12 + months, days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds };
  return Math.abs(found.months) > MAX_MONTHS || Math.abs(found.days) > MAX_DAYS ? null : found;
}

/** A month's end stays within the month. Null outside of the years 1 to 9999. */
export function addToDate(start: string, { months, days }: Duration): string | null {
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number);
  const total = year * 12 + month - 1 + months;
  const newYear = Math.floor(total / 12);
  if (newYear < 1 || newYear > 9999) return null;
  const newMonth = total - newYear * 12 + 1;
  const lastDay = dayNumber(newYear, newMonth + 1, 1) - dayNumber(newYear, newMonth, 1);
  return dateText(dayNumber(newYear, newMonth, Math.min(day, lastDay)) + days);
}

/** The calendar part moves the local day in `zone`, keeping the local time; then the clock part is added. */
export function addToMoment(start: Date, duration: Duration, zone: string): Date | null {
  let moved = start.getTime();
  if (duration.months || duration.days) {
    const wall = wallClock(start, zone);
    const date = dateText(Math.floor(wall / DAY_MS));
    const newDate = date && addToDate(date, duration);
    if (!newDate) return null;
    moved = atWallClock(dayNumberOf(newDate) * DAY_MS + (((wall % DAY_MS) + DAY_MS) % DAY_MS), zone).getTime();
  }
  moved += duration.seconds * 1000;
  return moved >= FIRST_MS && moved < END_MS ? new Date(moved) : null;
}
