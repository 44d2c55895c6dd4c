/** What comes after what: the lines between bars, and which bars begin too early. */
import type { RecordItem } from '../../api/types';
import type { Place } from '../calendar/days';
import { rowHeight } from '../timeline/Ground';
import { spanOf, type Scale } from '../timeline/scale';

export interface Link {
  /** Rows of the one before and the one after. */
  from: number;
  to: number;
  early: boolean;
}

/** `rows` in their order, each with where it lies. */
export function linksOf(rows: { record: RecordItem; place: Place | null }[], after: string): Link[] {
  const at = new Map(rows.map(({ record }, index) => [record.id, index]));
  return rows.flatMap(({ record, place }, to) => {
    const from = at.get(String(record.values[after] ?? ''));
    const before = from === undefined ? null : rows[from]?.place;
    return from !== undefined && from !== to && before && place ? [{ from, to, early: place.first <= before.last }] : [];
  });
}

/** Out of the end of one bar, into the beginning of the next; around it where that lies further left. */
export function pathOf(scale: Scale, before: Place, after: Place, { from, to }: Link): string {
  const one = spanOf(scale, before);
  const two = spanOf(scale, after);
  const x = one.left + one.width;
  const y = from * rowHeight + rowHeight / 2;
  const end = to * rowHeight + rowHeight / 2;
  const into = two.left;
  if (into >= x + 12) return `M${x} ${y}H${x + 6}V${end}H${into}l-4 -3m4 3l-4 3`;
  const between = to > from ? to * rowHeight : (to + 1) * rowHeight;
  return `M${x} ${y}h6V${between}H${into - 8}V${end}H${into}l-4 -3m4 3l-4 3`;
}
