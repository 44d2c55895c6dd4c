/** By which conditions the records of a mark are found, where a list can show and change them: one plain list that must all hold. */
import type { FigureDrill } from '../../api/charts';
import type { Condition } from '../../api/types';

/** Null for what needs alternatives or a formula. */
export function conditionsOf(drill: FigureDrill): Condition[] | null {
  if (drill.filter === null) return [];
  const all = (drill.filter as { all?: unknown[] }).all;
  return Array.isArray(all) && all.every((one) => typeof one === 'object' && one !== null && 'field' in one) ? (all as Condition[]) : null;
}
