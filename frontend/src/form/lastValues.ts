/** What a person filled in last, for the fields that a form keeps: on this device, one for each person and form. */
import type { RecordItem, Values } from '../api/types';

export interface LastValues {
  values: Values;
  labels: RecordItem['labels'];
  /** Fields the person does not want kept, though the form would. */
  loose: string[];
}

const prefix = 'loomwork.last:';

export function lastKey(person: string, app: string, form: string): string {
  return [person, app, form].map(encodeURIComponent).join('/');
}

/** Nothing kept when there is none, or when what is stored is not that. */
export function findLast(key: string): LastValues {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + key) ?? '{}') as Partial<LastValues>;
    return { values: objectOr(kept.values), labels: objectOr(kept.labels) as RecordItem['labels'], loose: Array.isArray(kept.loose) ? kept.loose.filter((one) => typeof one === 'string') : [] };
  } catch {
    return { values: {}, labels: {}, loose: [] };
  }
}

export function keepLast(key: string, last: LastValues): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(last));
  } catch {
    // A device that keeps nothing only costs typing.
  }
}

/** The last values of those of `fields` that are pinned. */
export function pinnedValues({ values, loose }: LastValues, fields: readonly string[]): Values {
  return Object.fromEntries(fields.filter((key) => key in values && !loose.includes(key)).map((key) => [key, values[key]]));
}

function objectOr(value: unknown): Values {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : {};
}
