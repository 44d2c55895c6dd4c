/** Filters of lists and views as the rows of conditions: {"all": [{"field", "operator", "value"}]}. Null: there is more in it than rows can say. */
import { isObject } from '../settings/schema';
import { isGroup, operators, type Conditions, type Operator, type Row } from './model';

export function readFilter(filter: unknown): Conditions | null {
  if (filter === undefined || filter === null) return { all: true, rows: [] };
  const one = readRow(filter);
  if (one) return { all: true, rows: [one] };
  if (!isObject(filter) || Object.keys(filter).length !== 1) return null;
  const parts = filter.all ?? filter.any;
  if (!Array.isArray(parts)) return null;
  const rows = parts.map((part) => readRow(part) ?? readGroup(part));
  return rows.every((row) => row !== null) ? { all: 'all' in filter, rows: rows as Conditions['rows'] } : null;
}

function readRow(part: unknown): Row | null {
  if (!isObject(part) || typeof part.field !== 'string' || !operators.some((one) => one === part.operator)) return null;
  if (Object.keys(part).some((name) => !['field', 'operator', 'value'].includes(name)) || isObject(part.value)) return null;
  return { path: `record.${part.field}`, operator: part.operator as Operator, value: part.value ?? null };
}

function readGroup(part: unknown): Conditions | null {
  if (!isObject(part) || !('all' in part || 'any' in part)) return null;
  const read = readFilter(part);
  return read && read.rows.length > 0 ? read : null;
}

export function writeFilter({ all, rows }: Conditions): unknown {
  const parts = rows.map((part) => (isGroup(part) ? writeFilter(part) : writeRow(part))).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { [all ? 'all' : 'any']: parts };
}

function writeRow({ path, operator, value }: Row): unknown {
  return { field: path.slice(path.indexOf('.') + 1), operator, ...(operator !== 'empty' && operator !== 'not_empty' && { value }) };
}
