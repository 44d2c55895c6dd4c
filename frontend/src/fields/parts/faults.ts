/** Faults that several field types find in what was typed, before the server judges. */
import type { FieldFault } from '../../lib/defineField';

/** Length counts characters as people do, not UTF-16 units. */
export function tooLong(value: string | null, limit: number | undefined): FieldFault | null {
  const length = [...(value ?? '')].length;
  return limit !== undefined && length > limit ? { key: 'fields.text.long', words: { limit, over: length - limit } } : null;
}

export function tooShort(value: string | null, limit: number | undefined): FieldFault | null {
  const length = [...(value ?? '')].length;
  return limit && length < limit ? { key: 'typed.text.short', words: { limit } } : null;
}

/** `less` compares as numbers do: amounts are text, and a float would lose fen. */
export function outside<Value>(value: Value, least: Value | null | undefined, most: Value | null | undefined, less: (one: Value, other: Value) => boolean): FieldFault | null {
  if (least !== null && least !== undefined && less(value, least)) return { key: 'fields.number.least', words: { limit: String(least) } };
  if (most !== null && most !== undefined && less(most, value)) return { key: 'fields.number.most', words: { limit: String(most) } };
  return null;
}
