/** Ranges of days, such as "2026-01-05/2026-01-09", both ends included: taken apart, compared, put together. */
import { fault } from '../faults';
import type { Action } from '../nodes';
import { dayNumberOf, decimal, isDate, type Value } from '../values';

type Days = [first: string, last: string];

/** Its ends; null with a code for a text that is no range. */
function days(text: Value): Days | null {
  const [first = '', last = '', more] = String(text).split('/');
  const right = more === undefined && isDate(first) && isDate(last) && first <= last;
  return right ? [first, last] : fault('type_mismatch');
}

const between = (first: string, last: string) => dayNumberOf(last) - dayNumberOf(first) + 1;

function overlap(text: Value, otherText: Value): number | null {
  const one = days(text);
  const other = days(otherText);
  if (!one || !other) return null;
  return Math.max(between(one[0] > other[0] ? one[0] : other[0], one[1] < other[1] ? one[1] : other[1]), 0);
}

const counted = (number: number | null) => (number === null ? null : decimal(number));

const ranges: Record<string, Action> = {
  range_start: { run: (text = null) => days(text)?.[0] ?? null },
  range_end: { run: (text = null) => days(text)?.[1] ?? null },
  range_days: {
    run: (text = null) => {
      const found = days(text);
      return found && decimal(between(...found));
    },
  },
  overlap_days: { run: (text = null, other = null) => counted(overlap(text, other)) },
  ranges_overlap: { run: (text = null, other = null) => Boolean(overlap(text, other)) },
  in_range: {
    run: (text = null, day = null) => {
      const found = days(text);
      return found !== null && found[0] <= String(day) && String(day) <= found[1];
    },
  },
  date_range: { run: (first, last) => (String(first) <= String(last) ? `${String(first)}/${String(last)}` : fault('out_of_range')) },
};

export default ranges;
