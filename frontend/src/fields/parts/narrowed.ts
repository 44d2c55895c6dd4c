/** What fits the record being filled in: records of another form as a filter of lists, people by the values that decide. */
import type { Values } from '../../api/types';

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The filter for a condition on row.* and this.*; null while a field of this record that it reads is empty: it waits for them. */
export function narrowed(narrow: unknown, record: Values = {}): { formula: unknown } | null {
  if (narrow === null || narrow === undefined) return null;
  let waits = false;
  const written = (tree: unknown): unknown => {
    if (Array.isArray(tree)) return tree.map(written);
    if (!tree || typeof tree !== 'object') return tree;
    const name = (tree as { var?: unknown }).var;
    const [scope, key = ''] = typeof name === 'string' ? name.split('.') : [];
    if (scope === 'row') return { var: `record.${key}` };
    if (scope !== 'this') return Object.fromEntries(Object.entries(tree).map(([operator, part]) => [operator, written(part)]));
    waits ||= isEmpty(record[key]);
    return record[key] ?? null;
  };
  const formula = written(narrow);
  return waits ? null : { formula };
}

/** The values of the fields of this record that a condition on people reads; null while one of them is empty: it waits for them. */
export function deciding(narrow: unknown, record: Values = {}): Values | null {
  if (narrow === null || narrow === undefined) return null;
  const names = [...JSON.stringify(narrow).matchAll(/"this\.(\w+)/g)].map(([, name = '']) => name);
  return names.some((name) => isEmpty(record[name])) ? null : Object.fromEntries(names.map((name) => [name, record[name]]));
}
