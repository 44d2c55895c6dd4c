/** A member of an object put, or taken away where it says nothing. */
import { isObject, type Schema, type Value } from './schema';

/** Without what is nothing or stands for itself: documents stay as short as people would write them. */
export function put(value: Value, name: string, next: unknown, schema?: Schema): Value {
  const { [name]: _, ...others } = value;
  const nothing = next === undefined || next === null || next === '' || (schema?.default !== undefined && schema.default === next) || (isObject(next) && Object.keys(next).length === 0 && schema?.['x-expression'] === undefined);
  if (nothing) return others;
  return name in value ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === name ? next : one])) : { ...value, [name]: next };
}
