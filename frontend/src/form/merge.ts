/** Two people changed one record: what differs is merged by field, what both changed is left to a choice. */
import type { Values } from '../api/types';
import type { ClashPart, MergedValue } from '../lib/defineField';

export interface Clash {
  key: string;
  mine: unknown;
  theirs: unknown;
  /** Less than the field's whole value. */
  part?: ClashPart;
}

export interface Merged {
  /** Theirs, with my changes on top; a clash keeps mine until somebody chooses. */
  values: Values;
  clashes: Clash[];
}

/** How a field's own values are merged, of types that can: a value made of parts. */
export type Merging = (key: string) => ((base: unknown, mine: unknown, theirs: unknown) => MergedValue<unknown>) | undefined;

export function merge(base: Values, mine: Values, theirs: Values, merging: Merging = () => undefined): Merged {
  const values: Values = { ...theirs };
  const clashes: Clash[] = [];
  for (const key of Object.keys(mine)) {
    if (same(mine[key], base[key])) continue;
    values[key] = mine[key];
    const theyChanged = !same(theirs[key], base[key]);
    const both = theyChanged ? merging(key)?.(base[key], mine[key], theirs[key]) : undefined;
    if (both) {
      values[key] = both.value;
      if (both.parts) clashes.push(...both.parts.map((part) => ({ key, part, mine: part.mine, theirs: part.theirs })));
      else if (both.clash) clashes.push({ key, mine: both.value, theirs: theirs[key] });
    } else if (theyChanged && !same(theirs[key], mine[key])) clashes.push({ key, mine: mine[key], theirs: theirs[key] });
  }
  return { values, clashes };
}

/** The fields whose value is not the one the form was opened with. */
export function changed(base: Values, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !same(value, base[key])));
}

/** Equality of JSON values, in which nothing at all, null and an empty text are one. */
export function same(one: unknown, other: unknown): boolean {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  return one === other || canonical(one) === canonical(other);
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** One text for equal values: the order in which an object's keys were written says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
