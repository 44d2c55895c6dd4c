/** Conditions as the filter panel edits them, and the expression over the record that an import keeps of them. */
import type { Condition } from '../api/types';
import type { Conditions } from '../views/table/filter';

type Tree = Record<string, unknown[]>;

const compared: Record<string, string> = { equal: '==', not_equal: '!=', less: '<', at_most: '<=', greater: '>', at_least: '>=', one_of: 'in', contains: 'contains', starts_with: 'starts_with', any_of: 'contains_any', all_of: 'contains_all' };
const denied: Record<string, string> = { none_of: 'one_of', not_contains: 'contains', empty: 'not_empty' };

const expressible = [...Object.keys(compared), ...Object.keys(denied), 'not_empty', 'between'];

/** Of a field's operators those that an expression has, too. `none_of` is another one where a field holds several. */
export const askable = (filters: string[]) => filters.filter((one) => expressible.includes(one) && !(one === 'none_of' && filters.includes('any_of')));

export function treeOf({ join, list }: Conditions): Tree | null {
  const [first, ...others] = list.map(oneOf);
  if (!first) return null;
  return others.length === 0 ? first : { [join === 'any' ? 'or' : 'and']: [first, ...others] };
}

function oneOf({ field, operator, value }: Condition): Tree {
  const cell = { var: `record.${field}` };
  const positive = denied[operator];
  if (positive) return { '!': [oneOf({ field, operator: positive, value })] };
  if (operator === 'not_empty') return { is_set: [cell] };
  if (operator === 'between') {
    const [from, to] = value as unknown[];
    return { and: [{ '>=': [cell, from] }, { '<=': [cell, to] }] };
  }
  return { [compared[operator] ?? '==']: [cell, value] };
}

/** What `treeOf` made, read again; null for any other expression. */
export function conditionsOf(tree: unknown): Conditions | null {
  const whole = conditionOf(tree);
  if (whole) return { join: 'all', list: [whole] };
  const [operator, parts] = entryOf(tree);
  if ((operator !== 'and' && operator !== 'or') || parts.length === 0) return null;
  const list = parts.map(conditionOf);
  return list.every((one) => one !== null) ? { join: operator === 'or' ? 'any' : 'all', list } : null;
}

function conditionOf(tree: unknown): Condition | null {
  const [operator, sides] = entryOf(tree);
  if (operator === '!') {
    const inner = conditionOf(sides[0]);
    const negative = Object.keys(denied).find((one) => denied[one] === inner?.operator);
    return inner && negative ? { ...inner, operator: negative } : null;
  }
  if (operator === 'and' && sides.length === 2) {
    const [from, to] = sides.map(conditionOf);
    const range = from?.operator === 'at_least' && to?.operator === 'at_most' && from.field === to.field;
    return range ? { field: from.field, operator: 'between', value: [from.value, to.value] } : null;
  }
  const cell = (sides[0] as { var?: unknown } | undefined)?.var;
  if (typeof cell !== 'string' || !cell.startsWith('record.')) return null;
  const field = cell.slice('record.'.length);
  if (operator === 'is_set') return { field, operator: 'not_empty' };
  const name = Object.keys(compared).find((one) => compared[one] === operator);
  return name ? { field, operator: name, value: sides[1] } : null;
}

function entryOf(tree: unknown): [string, unknown[]] {
  const [entry] = Object.entries((tree ?? {}) as Record<string, unknown>);
  return entry && Array.isArray(entry[1]) ? [entry[0], entry[1]] : ['', []];
}
