/** Days pasted as an announcement or a spreadsheet lists them: a date or a span, 休 or 班, and perhaps what for. */
import type { SaidDay } from '../../api/calendars';
import { dayText, dayTime, oneDay } from '../../ui/DateInput/weeks';
import { readDay } from '../../ui/DateInput/readDay';

export interface Pasted {
  days: Record<string, SaidDay>;
  /** Lines that say no date or not what it is. */
  unread: string[];
}

const mostDays = 366;
const off = /^(休|放假|休息|off|0)$/i;
const on = /^(班|上班|补班|调休上班|work|1)$/i;

export function readPastedDays(text: string, today: string): Pasted {
  const days: Record<string, SaidDay> = {};
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/).map((one) => one.trim()).filter(Boolean)) {
    const [span = '', what = '', ...title] = line.replace(/\s*[~～至到]\s*/, '~').split(/[\s,，]+/).filter(Boolean);
    const found = spanOf(span, today);
    if (!found || (!off.test(what) && !on.test(what))) unread.push(line);
    else for (const day of found) days[day] = { works: on.test(what), ...(title.length > 0 ? { title: title.join(' ') } : {}) };
  }
  return { days, unread };
}

/** "2027-02-05" or "2027-02-05~2027-02-10": every day of it. */
function spanOf(text: string, today: string): string[] | null {
  const [first, last = first, ...more] = text.split('~').map((one) => (one ? readDay(one, today) : null));
  if (!first || !last || more.length > 0 || last < first) return null;
  const count = (dayTime(last) - dayTime(first)) / oneDay + 1;
  return count > mostDays ? null : Array.from({ length: count }, (_, step) => dayText(dayTime(first) + step * oneDay));
}
