/** For tests: a shared case's data as the page would have it, and values in a form that compares across languages. */
import { decimal, find, isDecimal, parse, words, type Type, type Value } from './values';

export interface Case {
  name: string;
  tree: unknown;
  types?: Record<string, Type>;
  data?: unknown;
  result?: unknown;
  error?: string;
}

/** Moments become Dates, as pages hold them; numbers stay texts, for the types to read. */
export function valuesOf({ data = null, types = {} }: Case): unknown {
  const copy: unknown = structuredClone(data);
  for (const [path, type] of Object.entries(types)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const value = find(copy, [...steps, last]);
    if (type !== 'datetime' || typeof value !== 'string') continue;
    const holder = steps.reduce((level, step) => (level as Record<string, unknown>)[step], copy) as Record<string, unknown>;
    holder[last] = parse(value, 'datetime');
  }
  return copy;
}

/** Numbers as plain text, moments as UTC text, both with a tag; a date is its text. */
export function tagged(value: unknown): unknown {
  if (typeof value === 'number') return { decimal: words(decimal(value)) };
  if (isDecimal(value)) return { decimal: words(value) };
  if (value instanceof Date) return { datetime: value.toISOString() };
  if (Array.isArray(value)) return value.map(tagged);
  if (!value || typeof value !== 'object') return value;
  const [type, text] = Object.entries(value)[0] as [Type, Value];
  if (type === 'date') return text;
  return tagged(type === 'decimal' ? decimal(String(text)) : parse(String(text), type));
}
