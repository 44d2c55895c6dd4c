/** What is odd about rules, never a false alarm: a condition nothing can fulfil, and a field that two rules show and hide under the same condition. */
import { isObject } from '../settings/schema';
import { same } from '../settings/same';
import { isGroup, readConditions, sourceOf, type Row } from './model';

export interface RuleProblem {
  /** The rule's place, from 0. */
  at: number;
  kind: 'never' | 'conflict';
  field: string;
  /** Of a conflict: the other rule's place. */
  other?: number;
}

export function ruleProblems(rules: readonly unknown[]): RuleProblem[] {
  const known = rules.filter(isObject);
  const never = known.flatMap((rule, at): RuleProblem[] => {
    const field = impossible(rule.when);
    return field === null ? [] : [{ at, kind: 'never', field }];
  });
  const conflicts = known.flatMap((rule, at): RuleProblem[] =>
    known.slice(at).flatMap((other, more): RuleProblem[] => {
      // Only what is asked in the very same words surely holds together.
      if (!same(rule.when, other.when)) return [];
      const shownThenHidden = fieldsOf(rule, 'show').filter((field) => fieldsOf(other, 'hide').includes(field));
      const hiddenThenShown = more === 0 ? [] : fieldsOf(rule, 'hide').filter((field) => fieldsOf(other, 'show').includes(field));
      return [...shownThenHidden, ...hiddenThenShown].map((field) => ({ at, kind: 'conflict', field, other: at + more }));
    }),
  );
  return [...never, ...conflicts];
}

function fieldsOf(rule: Record<string, unknown>, act: string): string[] {
  const then = Array.isArray(rule.then) ? rule.then.filter(isObject) : [];
  return then.flatMap((one) => [one[act]].flat()).filter((one): one is string => typeof one === 'string');
}

/** The field that cannot be what a condition asks of it; null where it can, or nobody can tell. */
export function impossible(tree: unknown): string | null {
  const read = readConditions(tree);
  if (!read || !read.all) return null;
  const byPath = new Map<string, Row[]>();
  // What stands in brackets may hold in several ways.
  for (const row of read.rows) if (!isGroup(row)) byPath.set(row.path, [...(byPath.get(row.path) ?? []), row]);
  for (const [path, rows] of byPath) if (cannotHold(rows)) return path.split('.').at(-1) ?? path;
  return null;
}

function cannotHold(all: readonly Row[]): boolean {
  // What another field or today is, nobody knows yet.
  const rows = all.filter((row) => sourceOf(row.value) === 'value');
  const of = (operator: Row['operator']) => rows.filter((row) => row.operator === operator).map((row) => row.value);
  const equals = of('equal');
  const filled = rows.some((row) => !['empty', 'not_equal', 'none_of'].includes(row.operator));
  if (of('empty').length > 0 && filled) return true;
  if (equals.some((value) => value !== equals[0])) return true;
  if (equals.length > 0 && of('not_equal').some((value) => value === equals[0])) return true;
  const lists = of('one_of').filter(Array.isArray) as unknown[][];
  if (lists.some((list) => list.length === 0)) return true;
  if (equals.length > 0 && lists.some((list) => !list.includes(equals[0]))) return true;
  const number = (values: unknown[]) => values.filter((value): value is number => typeof value === 'number');
  const floors = [...number(of('greater')).map((value) => ({ value, open: true })), ...number(of('at_least')).map((value) => ({ value, open: false }))];
  const roofs = [...number(of('less')).map((value) => ({ value, open: true })), ...number(of('at_most')).map((value) => ({ value, open: false }))];
  if (floors.some((floor) => roofs.some((roof) => floor.value > roof.value || (floor.value === roof.value && (floor.open || roof.open))))) return true;
  const [only] = number(equals);
  return only !== undefined && (floors.some((floor) => (floor.open ? only <= floor.value : only < floor.value)) || roofs.some((roof) => (roof.open ? only >= roof.value : only > roof.value)));
}
