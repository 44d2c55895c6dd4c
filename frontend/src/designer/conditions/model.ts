/** Conditions as rows one can fill in, and as the tree that documents keep. A tree that rows cannot say comes back as null and is edited as a formula, unchanged. */
import { isObject } from '../settings/schema';

export const operators = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'one_of', 'none_of', 'contains', 'starts_with', 'empty', 'not_empty'] as const;
export type Operator = (typeof operators)[number];

export interface Row {
  /** "record.budget". */
  path: string;
  operator: Operator;
  value: unknown;
}

export interface Conditions {
  /** All must hold, or any. */
  all: boolean;
  rows: Row[];
}

const comparing: Record<string, Operator> = { '==': 'equal', '!=': 'not_equal', '<': 'less', '<=': 'at_most', '>': 'greater', '>=': 'at_least', contains: 'contains', starts_with: 'starts_with' };
const written = Object.fromEntries(Object.entries(comparing).map(([key, operator]) => [operator, key])) as Record<Operator, string | undefined>;

/** Null: there is more in it than rows can say. */
export function readConditions(tree: unknown): Conditions | null {
  if (tree === undefined || tree === true) return { all: true, rows: [] };
  const one = readRow(tree);
  if (one) return { all: true, rows: [one] };
  if (!isObject(tree) || Object.keys(tree).length !== 1) return null;
  const parts = tree.and ?? tree.or;
  if (!Array.isArray(parts)) return null;
  const rows = parts.map(readRow);
  return rows.every((row) => row !== null) ? { all: 'and' in tree, rows: rows as Row[] } : null;
}

function readRow(tree: unknown): Row | null {
  if (!isObject(tree)) return null;
  const [key, more] = Object.keys(tree);
  if (key === undefined || more !== undefined) return null;
  if (key === '!') {
    const inner = readRow(only(tree[key]));
    if (inner?.operator === 'not_empty') return { ...inner, operator: 'empty' };
    return inner?.operator === 'one_of' ? { ...inner, operator: 'none_of' } : null;
  }
  if (key === 'is_set') {
    const path = pathOf(only(tree[key]));
    return path ? { path, operator: 'not_empty', value: null } : null;
  }
  const parts = tree[key];
  if (!Array.isArray(parts) || parts.length !== 2) return null;
  const path = pathOf(parts[0]);
  if (!path) return null;
  if (key === 'in') return Array.isArray(parts[1]) && parts[1].every(isPlain) ? { path, operator: 'one_of', value: parts[1] } : null;
  const operator = comparing[key];
  return operator && isPlain(parts[1]) ? { path, operator, value: parts[1] } : null;
}

const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function pathOf(value: unknown): string | null {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.var === 'string' ? value.var : null;
}

/** Undefined where nothing is asked. */
export function writeConditions({ all, rows }: Conditions): unknown {
  if (rows.length === 0) return undefined;
  const trees = rows.map(writeRow);
  return trees.length === 1 ? trees[0] : { [all ? 'and' : 'or']: trees };
}

function writeRow({ path, operator, value }: Row): unknown {
  const read = { var: path };
  if (operator === 'not_empty') return { is_set: read };
  if (operator === 'empty') return { '!': { is_set: read } };
  if (operator === 'one_of') return { in: [read, value] };
  if (operator === 'none_of') return { '!': { in: [read, value] } };
  return { [written[operator] as string]: [read, value] };
}

/** What is known of a type of field: the filters it takes, and what its values are to expressions. */
export interface Comparing {
  filters: readonly string[];
  value: string;
}

/** What can be asked of a field, by the filters of its type; everything of one that is gone. */
export function operatorsOf(type: Comparing | undefined): Operator[] {
  if (!type) return [...operators];
  // Lists are asked whether they hold something by words of their own, which rows do not have.
  return operators.filter((one) => type.filters.includes(one) && (type.value !== 'list' || one === 'empty' || one === 'not_empty'));
}

/** Numbers are typed as text and kept as numbers. */
export function settledValue(type: Comparing | undefined, operator: Operator, value: unknown): unknown {
  if (operator === 'one_of' || operator === 'none_of') return Array.isArray(value) ? value : value === null || value === '' ? [] : [value];
  const number = type?.value === 'integer' || type?.value === 'decimal';
  if (number && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value ?? '';
}
