/** A filter as the panel edits it: one list of conditions, all or any of which must hold. */
import type { Condition, FieldInfo, FilterTree } from '../../api/types';

export interface Conditions {
  join: 'all' | 'any';
  list: Condition[];
}

const alone: ReadonlySet<string> = new Set(['empty', 'not_empty', 'complete', 'incomplete']);

export const takesNothing = (operator: string) => alone.has(operator);
const many = new Set(['one_of', 'none_of', 'any_of', 'all_of', 'under', 'in_box']);
const two = new Set(['between', 'overlaps', 'within']);
export const takesMany = (operator: string) => many.has(operator);
export const takesTwo = (operator: string) => two.has(operator);

/** A condition that can be sent: it names its value, or needs none. */
export function complete({ operator, value }: Condition): boolean {
  if (takesNothing(operator)) return true;
  if (operator === 'in_box') return Array.isArray(value) && value.length === 4;
  if (takesTwo(operator)) return Array.isArray(value) && value.length === 2 && value.every((end) => end !== null && end !== '');
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== '';
}

function isCondition(tree: FilterTree): tree is Condition {
  return 'field' in tree;
}

/** Reads the URL's filter; fields one may not see (any more) and what is no filter fall away. */
export function readFilter(text: string | null, fields: FieldInfo[]): Conditions {
  const none: Conditions = { join: 'all', list: [] };
  if (!text) return none;
  try {
    const tree = JSON.parse(text) as FilterTree;
    const join = 'any' in tree ? 'any' : 'all';
    const list = ('any' in tree ? tree.any : 'all' in tree ? tree.all : [tree]).filter(isCondition);
    return { join, list: list.filter((one) => fields.some((field) => field.key === one.field && field.filters.includes(one.operator))) };
  } catch {
    return none;
  }
}

const preferred = ['contains', 'equal', 'at_least'];

export function firstOperator(field: FieldInfo): string {
  return preferred.find((operator) => field.filters.includes(operator)) ?? field.filters[0] ?? 'equal';
}

/** The view's own filter and the person's, both. */
export function narrowed(base: FilterTree | null, conditions: Conditions): FilterTree | null {
  const own = conditions.list.length > 0 ? treeOf(conditions) : null;
  return base && own ? { all: [base, own] } : (base ?? own);
}

export function treeOf({ join, list }: Conditions): FilterTree {
  return join === 'any' ? { any: list } : { all: list };
}
