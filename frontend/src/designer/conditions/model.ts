/** Conditions as rows one can fill in, and as the tree that documents keep. A tree that rows cannot say comes back as null and is edited as a formula, unchanged. */
import { isObject } from '../settings/schema';

export const operators = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'one_of', 'none_of', 'contains', 'starts_with', 'empty', 'not_empty'] as const;
export type Operator = (typeof operators)[number];

export interface Row {
  /** "record.budget", "record.customer.level". */
  path: string;
  operator: Operator;
  /** As it is, or a tree: today, some days from today, the person at hand, another field. */
  value: unknown;
}

export interface Conditions {
  /** All must hold, or any. */
  all: boolean;
  /** Conditions of their own stand in brackets. */
  rows: (Row | Conditions)[];
}

export const isGroup = (part: Row | Conditions): part is Conditions => 'rows' in part;

/** The single conditions, wherever they stand. */
export const rowsIn = (conditions: Conditions): Row[] => conditions.rows.flatMap((part) => (isGroup(part) ? rowsIn(part) : [part]));

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
  const rows = parts.map((part) => readRow(part) ?? readGroup(part));
  return rows.every((row) => row !== null) ? { all: 'and' in tree, rows: rows as Conditions['rows'] } : null;
}

function readGroup(part: unknown): Conditions | null {
  if (!isObject(part) || !('and' in part || 'or' in part)) return null;
  const read = readConditions(part);
  return read && read.rows.length > 0 ? read : null;
}

/** Where the value of a row comes from: it is said, today, some days from today, who is at hand, or another field. */
export const sources = ['value', 'today', 'after', 'before', 'me', 'field'] as const;
export type Source = (typeof sources)[number];

const today = { today: [] };
const me = 'actor.person_id';

export function sourceOf(value: unknown): Source {
  if (!isObject(value)) return 'value';
  if ('today' in value) return 'today';
  if ('add_days' in value) return daysOf(value) < 0 ? 'before' : 'after';
  return value.var === me ? 'me' : 'field';
}

/** How many days from today; negative: before. */
export function daysOf(value: unknown): number {
  const parts = isObject(value) ? value.add_days : undefined;
  return Array.isArray(parts) && typeof parts[1] === 'number' ? parts[1] : 0;
}

export function fromSource(source: Source, { days = 1, path = '' }: { days?: number; path?: string } = {}): unknown {
  if (source === 'today') return today;
  if (source === 'after' || source === 'before') return { add_days: [today, source === 'before' ? -Math.abs(days) : Math.abs(days)] };
  if (source === 'me') return { var: me };
  return source === 'field' ? { var: path } : '';
}

/** Which sources make sense for what is compared. */
export function sourcesFor(type: (Comparing & { key: string }) | undefined, operator: Operator): Source[] {
  if (operator === 'one_of' || operator === 'none_of') return ['value'];
  return ['value', ...(type?.value === 'date' ? (['today', 'after', 'before'] as const) : []), ...(type?.key === 'member' ? (['me'] as const) : []), 'field'];
}

/** A tree that stands for one of the sources. */
function isTold(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).length !== 1) return false;
  if (Array.isArray(value.today)) return value.today.length === 0;
  if (Array.isArray(value.add_days)) return value.add_days.length === 2 && isObject(value.add_days[0]) && isTold(value.add_days[0]) && 'today' in value.add_days[0] && Number.isInteger(value.add_days[1]);
  return typeof value.var === 'string' && (value.var === me || value.var.startsWith('record.'));
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
  return operator && (isPlain(parts[1]) || isTold(parts[1])) ? { path, operator, value: parts[1] } : null;
}

const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function pathOf(value: unknown): string | null {
  return isObject(value) && Object.keys(value).length === 1 && typeof value.var === 'string' ? value.var : null;
}

/** Undefined where nothing is asked. */
export function writeConditions({ all, rows }: Conditions): unknown {
  if (rows.length === 0) return undefined;
  const trees = rows.map((part) => (isGroup(part) ? writeGroup(part) : writeRow(part))).filter((tree) => tree !== undefined);
  if (trees.length === 0) return undefined;
  return trees.length === 1 ? trees[0] : { [all ? 'and' : 'or']: trees };
}

/** In brackets also while there is one only: another is about to come. */
function writeGroup(group: Conditions): unknown {
  const tree = writeConditions(group);
  return group.rows.length === 1 && tree !== undefined ? { [group.all ? 'and' : 'or']: [tree] } : tree;
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
  if (isObject(value)) return operator === 'one_of' || operator === 'none_of' ? [] : value;
  if (operator === 'one_of' || operator === 'none_of') return Array.isArray(value) ? value : value === null || value === '' ? [] : [value];
  const number = type?.value === 'integer' || type?.value === 'decimal';
  if (number && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value ?? '';
}
