/** A record on the days, and the bars of a week: one for each record, however many days it lasts. */
import type { FieldInfo, FormInfo, RecordItem } from '../../api/types';
import { titleOf } from '../../apps/Value';
import { dayText } from '../../lib/time';
import { hueOf } from '../../ui/Tag/Tag';
import { optionsOf } from '../parts/options';
import { daysBetween, placeOf, type Place, type Times } from './days';

export interface Shown {
  record: RecordItem;
  place: Place;
  title: string;
  /** The colour of its option, 1 to 10. */
  hue: number | null;
}

/** Those of the records that have a day, in their order. */
export function placed(form: FormInfo, rows: RecordItem[], times: Times, color: FieldInfo | undefined): Shown[] {
  const options = color ? optionsOf(color).map(({ key }) => key) : [];
  return rows.flatMap((record): Shown[] => {
    const place = placeOf(record, times);
    const at = color ? options.indexOf(String(record.values[color.key])) : -1;
    return place ? [{ record, place, title: titleOf(form, record), hue: at < 0 ? null : hueOf(at) }] : [];
  });
}

/** The earliest first, and of those of one day the longest. */
export function inOrder(shown: Shown[]): Shown[] {
  return shown.toSorted(({ place: a }, { place: b }) => a.first.localeCompare(b.first) || longer(a, b) || (a.time ?? '').localeCompare(b.time ?? ''));
}

const longer = (a: Place, b: Place) => daysBetween(b.first, b.last) - daysBetween(a.first, a.last);

/** "11-26", "11-26 14:30" or "11-26 – 11-28". */
export function placeText({ first, last, time }: Place): string {
  if (last > first) return `${dayText(first)} – ${dayText(last)}`;
  return time ? `${dayText(first)} ${time}` : dayText(first);
}

export interface Bar {
  one: Shown;
  /** The column it begins in, and over how many it goes. */
  from: number;
  span: number;
  /** Its row: no two bars of a row touch. */
  lane: number;
  /** Whether its record begins and ends here, and not in the week before or after. */
  begins: boolean;
  ends: boolean;
}

/** The bars over days that follow one another, in the order of `shown`. */
export function barsOf(shown: Shown[], days: readonly string[]): Bar[] {
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const taken: number[] = [];
  return shown
    .filter(({ place }) => place.first <= last && place.last >= first)
    .map((one) => {
      const from = Math.max(0, daysBetween(first, one.place.first));
      const to = Math.min(days.length - 1, daysBetween(first, one.place.last));
      const free = taken.findIndex((end) => end < from);
      const lane = free < 0 ? taken.length : free;
      taken[lane] = to;
      return { one, from, span: to - from + 1, lane, begins: one.place.first >= first, ends: one.place.last <= last };
    });
}

/** Those of the bars that fit into so many rows, and how many of each day are left out. */
export function fitted(bars: Bar[], days: number, rows: number): { drawn: Bar[]; left: number[] } {
  const most = bars.some(({ lane }) => lane >= rows) ? Math.max(1, rows) - 1 : rows;
  const left = Array.from({ length: days }, () => 0);
  for (const { lane, from, span } of bars) {
    if (lane >= most) for (let at = from; at < from + span; at += 1) left[at] = (left[at] ?? 0) + 1;
  }
  return { drawn: bars.filter(({ lane }) => lane < most), left };
}
