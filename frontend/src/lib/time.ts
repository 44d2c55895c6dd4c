/** Moments and days as people read them. Moments travel as UTC text and are shown in the workspace's zone. */
import type { TFunction } from '../i18n/words';

let zone = 'Asia/Shanghai';

/** Called once per session: everything shown is in the workspace's zone, wherever the browser stands. */
export function showIn(name: string) {
  zone = name;
}

export function currentZone(): string {
  return zone;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(inZone: string): Intl.DateTimeFormat {
  let found = formats.get(inZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: inZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', weekday: 'short',
    });
    formats.set(inZone, found);
  }
  return found;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The wall clock of a moment in the workspace's zone. */
export function partsOf(moment: string | number | Date, inZone = zone): Parts {
  const found: Record<string, string> = {};
  for (const part of format(inZone).formatToParts(new Date(moment))) found[part.type] = part.value;
  return {
    year: Number(found.year), month: Number(found.month), day: Number(found.day),
    hour: Number(found.hour), minute: Number(found.minute), second: Number(found.second),
    weekday: weekdays.indexOf(found.weekday ?? ''),
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** "2026-11-23" of a moment. */
export function dayOf(moment: string | number | Date): string {
  const { year, month, day } = partsOf(moment);
  return `${year}-${two(month)}-${two(day)}`;
}

/** "14:03" of a moment. */
export function timeOf(moment: string | number | Date): string {
  const { hour, minute } = partsOf(moment);
  return `${two(hour)}:${two(minute)}`;
}

/** UTC text of a wall clock in the workspace's zone: ("2026-01-05", "09:00") → "2026-01-05T01:00:00Z". Null when it is no moment. */
export function momentOf(day: string, time: string, inZone = zone): string | null {
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  if (Number.isNaN(wanted)) return null;
  let guess = wanted;
  // Twice: the first correction may land on the other side of a change of the zone's offset.
  for (let round = 0; round < 2; round += 1) {
    const shown = partsOf(guess, inZone);
    guess += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
  }
  return new Date(guess).toISOString().replace('.000Z', 'Z');
}

/** "11-23 14:03" this year, "2025-11-23 14:03" otherwise. */
export function momentText(moment: string, now: number = Date.now()): string {
  return `${dayText(dayOf(moment), now)} ${timeOf(moment)}`;
}

/** "11-23" this year, "2025-11-23" otherwise, of a day such as "2026-11-23". */
export function dayText(day: string, now: number = Date.now()): string {
  return day.slice(0, 4) === String(partsOf(now).year) ? day.slice(5, 10) : day.slice(0, 10);
}

/** "14:03" today, else as momentText: for lists of what happened. */
export function shortMoment(moment: string, now: number): string {
  return dayOf(moment) === dayOf(now) ? timeOf(moment) : momentText(moment, now);
}

/** "11 月 23 日 周一" or "Mon 23 Nov". */
export function longDay(moment: number | string, locale: string): string {
  const options: Intl.DateTimeFormatOptions = { timeZone: zone, month: locale === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' };
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options).format(new Date(moment));
  return locale === 'en' ? text.replace(',', '') : spaced(text);
}

/** With the space that stands between Chinese and figures: "2026 年 11 月 23 日 周一". */
export function spaced(text: string): string {
  return text.replace(/\s*(\d+)\s*/g, ' $1 ').replace(/日(?=\S)/, '日 ').trim();
}

export type Urgency = 'late' | 'soon' | 'today' | 'later';

const minute = 60_000;
const hour = 60 * minute;

/** How long is left until `due`, in words, and how much it presses. */
export function dueWords(due: string, now: number, t: TFunction, locale: string): { text: string; urgency: Urgency } {
  const left = new Date(due).getTime() - now;
  if (left < 0) return { text: t('time.over', { span: spanWords(-left, t) }), urgency: 'late' };
  if (left < 3 * hour) return { text: t('time.left', { span: spanWords(left, t) }), urgency: 'soon' };
  if (dayOf(due) === dayOf(now)) return { text: t('time.today', { time: timeOf(due) }), urgency: 'today' };
  if (dayOf(due) === dayOf(now + 24 * hour)) return { text: t('time.tomorrow', { time: timeOf(due) }), urgency: 'later' };
  if (left < 6 * 24 * hour) {
    const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short' }).format(new Date(due));
    return { text: weekday, urgency: 'later' };
  }
  return { text: dayText(dayOf(due), now), urgency: 'later' };
}

/** "18 分钟", "2 小时 5 分", "3 天" of a span in milliseconds; the smallest unit shown is the minute. */
export function spanWords(span_ms: number, t: TFunction): string {
  const minutes = Math.max(1, Math.floor(span_ms / minute));
  if (minutes < 60) return t('time.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 && hours < 10 ? t('time.hoursMinutes', { hours, minutes: minutes % 60 }) : t('time.hours', { count: hours });
  return t('time.days', { count: Math.floor(hours / 24) });
}

export interface Duration {
  amount: string;
  unit: 'minute' | 'hour' | 'day';
}

/** "PT15M" → 15 minutes, "PT4H" → 4 hours, "P2D" → 2 days, "PT0S" → 0 minutes; null when more than one unit is named. */
export function readDuration(text: string): Duration | null {
  if (text === 'PT0S') return { amount: '0', unit: 'minute' };
  const found = /^P(?:(\d+)D|T(\d+)H|T(\d+)M)$/.exec(text);
  if (!found) return null;
  if (found[1]) return { amount: found[1], unit: 'day' };
  return found[2] ? { amount: found[2], unit: 'hour' } : { amount: found[3] ?? '0', unit: 'minute' };
}

export function writeDuration({ amount, unit }: Duration): string {
  return unit === 'day' ? `P${amount}D` : `PT${amount}${unit === 'hour' ? 'H' : 'M'}`;
}
