/** The operator table: the server's rows (operators.json) with what each does here (functions/<family>.ts). */
import rows from './operators.json';
import type { Action, Operator } from './nodes';

const families = import.meta.glob<Record<string, Action>>('./functions/*.ts', { eager: true, import: 'default' });
const actions = new Map(Object.values(families).flatMap((family) => Object.entries(family)));

export const operators: ReadonlyMap<string, Operator> = new Map(
  rows.flatMap((row) => {
    const action = actions.get(row.key);
    return action || row.asks ? [[row.key, { ...row, ...action }] as const] : [];
  }),
);

/** The keys that only one side knows; empty when server and browser agree. */
export const unmatched = [...rows.map((row) => row.key).filter((key) => !operators.get(key)), ...[...actions.keys()].filter((key) => !operators.has(key))];

/** The kind of each of `count` arguments. */
export function kinds(row: Operator, count: number): string[] {
  const fixed = row.takes.length - row.cycle;
  const found = Array.from({ length: count }, (_, i) => row.takes[i < fixed ? i : fixed + ((i - fixed) % row.cycle)] ?? 'any');
  if ((count - fixed) % row.cycle) found[count - 1] = row.takes.at(-1) ?? 'any';
  return found;
}
