/** Which types fit where: the browser's half of the server's types.py. */
import { isDate, isDecimal, type Type, type Value } from './values';

export const NUMBERS: readonly Type[] = ['integer', 'decimal'];
const ALL: readonly Type[] = ['any', 'null', 'boolean', 'integer', 'decimal', 'text', 'date', 'datetime', 'duration', 'list'];

const ACCEPTS: Record<string, readonly Type[]> = {
  number: NUMBERS,
  decimal: NUMBERS,
  day: ['date', 'datetime'],
  when: ['date', 'datetime'],
  ordered: ['integer', 'decimal', 'text', 'date', 'datetime'],
  words: ['integer', 'decimal', 'text', 'date'],
  many: ['list', 'text'],
  duration: ['duration', 'text'],
  text: ['text', 'duration'],
  numbers: [...NUMBERS, 'list'],
  measured: [...NUMBERS, 'text', 'date', 'datetime', 'list'],
  document: ['any'],
  shown: [...NUMBERS, 'date', 'datetime'],
  same: ALL,
  other: ALL,
  any: ALL,
};

export function accepts(kind: string, type: Type): boolean {
  return type === 'any' || type === 'null' || (ACCEPTS[kind] ?? [kind]).includes(type);
}

/** Whether a value may stand at a position of `kind` during a run. */
export function fits(kind: string, value: Value): boolean {
  const types = ACCEPTS[kind] ?? [kind];
  if (isDecimal(value)) return types.includes('decimal') || types.includes('integer');
  if (value instanceof Date) return types.includes('datetime');
  if (typeof value === 'string') return ['text', 'duration'].some((type) => types.includes(type as Type)) || (types.includes('date') && isDate(value));
  if (typeof value === 'boolean') return types.includes('boolean');
  return Array.isArray(value) ? types.includes('list') : true;
}

/** Types that compare with each other share a family. */
export function family(type: Type): Type {
  if (type === 'integer') return 'decimal';
  return type === 'duration' ? 'text' : type;
}

export function typeOf(value: Value): Type {
  if (value === null) return 'null';
  if (isDecimal(value)) return value.eq(value.round(0, 0)) ? 'integer' : 'decimal';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Date) return 'datetime';
  return typeof value === 'string' ? 'text' : 'list';
}
