/** Local time in a named zone, from what the browser knows about zones. */
import { dateText } from './values';

export const DEFAULT_ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time as if it were UTC, in ms: what a clock on the wall shows. */
export function wallClock(moment: Date, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format(zone).formatToParts(moment)) parts[type] = Number(value);
  const wall = new Date(0);
  wall.setUTCFullYear(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day);
  wall.setUTCHours(parts.hour ?? 0, parts.minute, parts.second);
  return wall.getTime() + (((moment.getTime() % 1000) + 1000) % 1000);
}

/** The date in `zone` at `moment`. */
export function localDate(moment: Date, zone: string): string | null {
  return dateText(Math.floor(wallClock(moment, zone) / DAY_MS));
}

/** The moment at which the wall clock shows `wall`. An hour shown twice, or never, counts as standard time. */
export function atWallClock(wall: number, zone: string): Date {
  const offset = (time: number) => wallClock(new Date(time), zone) - time;
  const around = [offset(wall - DAY_MS), offset(wall + DAY_MS)];
  const shown = around.filter((candidate) => offset(wall - candidate) === candidate);
  return new Date(wall - Math.min(...(shown.length ? shown : around)));
}

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    const two = '2-digit';
    const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const;
    found = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
    formats.set(zone, found);
  }
  return found;
}
