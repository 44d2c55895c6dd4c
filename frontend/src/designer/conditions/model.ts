/** Conditions as rows one can fill in, and as the tree that documents keep. A tree that rows cannot say comes back as null and is edited as a formula, unchanged. */
import { isObject } from '../settings/schema';

export const operators = ['equal', 'not_equal', 'less', 'at_most', 'greater', 'at_least', 'one_of', 'none_of', 'contains', 'starts_with', 'holds', 'holds_not', 'empty', 'not_empty'] as const;
export type Operator = (typeof operators)[number];

export interface Row {
  /** "record.budget", "record.customer.level". */
  path: string;
  operator: Operator;
  /** As it is, or a tree: today, some days from today, the person at hand, another field, a parameter. */
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

/** Where the value of a row comes from: it is said, today, now, some days or hours from it, who is at hand or his people, another field, a parameter. */
export const sources = ['value', 'today', 'after', 'before', 'now', 'later', 'earlier', 'me', 'reports', 'departments', 'field', 'param'] as const;
export type Source = (typeof sources)[number];

const today = { today: [] };
const now = { now: [] };
/** Who acts, who reports to him, and the departments he belongs to. */
const people: Readonly<Partial<Record<Source, string>>> = { me: 'actor.person_id', reports: 'actor.reports', departments: 'actor.departments' };

export function sourceOf(value: unknown): Source {
  if (!isObject(value)) return 'value';
  if ('today' in value) return 'today';
  if ('add_days' in value) return daysOf(value) < 0 ? 'before' : 'after';
  if ('now' in value) return 'now';
  if ('add' in value) return hoursOf(value) < 0 ? 'earlier' : 'later';
  if ('param' in value) return 'param';
  return (Object.keys(people) as Source[]).find((one) => people[one] === value.var) ?? 'field';
}

/** How many days from today; negative: before. */
export function daysOf(value: unknown): number {
  const parts = isObject(value) ? value.add_days : undefined;
  return Array.isArray(parts) && typeof parts[1] === 'number' ? parts[1] : 0;
}

/** How many hours from now; negative: before. */
export function hoursOf(value: unknown): number {
  const parts = isObject(value) ? value.add : undefined;
  const [, sign = '', hours = '0'] = (Array.isArray(parts) && typeof parts[1] === 'string' && inHours.exec(parts[1])) || [];
  return Number(`${sign}${hours}`);
}

const inHours = /^(-?)PT(\d{1,5})H$/;

/** `amount`: of days or hours; `path`: of the field; `param`: key of the parameter. */
export function fromSource(source: Source, { amount = 1, path = '', param = '' }: { amount?: number; path?: string; param?: string } = {}): unknown {
  const many = Math.abs(amount);
  if (source === 'today') return today;
  if (source === 'now') return now;
  if (source === 'later' || source === 'earlier') return { add: [now, `${source === 'earlier' ? '-' : ''}PT${many}H`] };
  if (source === 'param') return { param };
  if (source === 'after' || source === 'before') return { add_days: [today, source === 'before' ? -many : many] };
  if (people[source]) return { var: people[source] };
  return source === 'field' ? { var: path } : '';
}

/** Which sources make sense for what is compared. */
export function sourcesFor(type: (Comparing & { key: string }) | undefined, operator: Operator): Source[] {
  if (operator === 'one_of' || operator === 'none_of') return ['value', ...(type?.key === 'member' ? (['reports'] as const) : type?.key === 'department' ? (['departments'] as const) : []), 'field'];
  if (operator === 'holds' || operator === 'holds_not') return ['value'];
  const moments = type?.value === 'date' ? (['today', 'after', 'before'] as const) : type?.value === 'datetime' ? (['now', 'later', 'earlier'] as const) : [];
  return ['value', ...moments, ...(type?.key === 'member' ? (['me'] as const) : []), 'field', 'param'];
}

/** What a value may be read from. */
const readable = /^(record|row|candidate|item|person|nodes|trigger|actor)\./;

/** A tree that stands for one of the sources. */
function isTold(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).length !== 1) return false;
  if (Array.isArray(value.today)) return value.today.length === 0;
  if (Array.isArray(value.add_days)) return value.add_days.length === 2 && isObject(value.add_days[0]) && isTold(value.add_days[0]) && 'today' in value.add_days[0] && Number.isInteger(value.add_days[1]);
  if (Array.isArray(value.now)) return value.now.length === 0;
  if (Array.isArray(value.add)) return value.add.length === 2 && isObject(value.add[0]) && 'now' in value.add[0] && isTold(value.add[0]) && typeof value.add[1] === 'string' && inHours.test(value.add[1]);
  if (typeof value.param === 'string') return true;
  return typeof value.var === 'string' && readable.test(value.var);
}

function readRow(tree: unknown): Row | null {
  if (!isObject(tree)) return null;
  const [key, more] = Object.keys(tree);
  if (key === undefined || more !== undefined) return null;
  if (key === '!') {
    const inner = readRow(only(tree[key]));
    if (inner?.operator === 'not_empty') return { ...inner, operator: 'empty' };
    if (inner?.operator === 'holds') return { ...inner, operator: 'holds_not' };
    return inner?.operator === 'one_of' ? { ...inner, operator: 'none_of' } : null;
  }
  if (key === 'is_set') {
    const path = pathOf(only(tree[key]));
    return path ? { path, operator: 'not_empty', value: null } : null;
  }
  const parts = tree[key];
  if (!Array.isArray(parts) || parts.length !== 2) return null;
  const path = pathOf(parts[0]);
  const list = key === 'in' ? pathOf(parts[1]) : null;
  if (!path) return list && isPlain(parts[0]) ? { path: list, operator: 'holds', value: parts[0] } : null;
  if (list) return isTold(parts[1]) ? { path, operator: 'one_of', value: parts[1] } : null;
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
  if (operator === 'holds') return { in: [value, read] };
  if (operator === 'holds_not') return { '!': { in: [value, read] } };
  return { [written[operator] as string]: [read, value] };
}

/** What is known of a type of field: the filters it takes, and what its values are to expressions. */
export interface Comparing {
  filters: readonly string[];
  value: string;
}

/** What can be asked of a field, by the filters of its type; everything of one that is gone. `listed`: it is a list of such values. */
export function operatorsOf(type: Comparing | undefined, listed = false): Operator[] {
  if (listed) return ['holds', 'holds_not', 'empty', 'not_empty'];
  if (!type) return operators.filter((one) => one !== 'holds' && one !== 'holds_not');
  return operators.filter((one) => type.filters.includes(one));
}

/** Numbers are typed as text and kept as numbers. */
export function settledValue(type: Comparing | undefined, operator: Operator, value: unknown): unknown {
  if (isObject(value)) return value;
  if (operator === 'one_of' || operator === 'none_of') return Array.isArray(value) ? value : value === null || value === '' ? [] : [value];
  const number = type?.value === 'integer' || type?.value === 'decimal';
  if (number && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value ?? '';
}
