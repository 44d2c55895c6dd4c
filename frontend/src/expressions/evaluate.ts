/** The browser's interpreter: an expression becomes nested closures. It answers as the server does, to the fen. */
import type { Tables } from './decisions';
import { fault } from './faults';
import type { Closure, Node, Operator } from './nodes';
import { kinds } from './operators';
import { readTree, type Types } from './tree';
import { fits } from './types';
import { find, isDecimal, readAs, type Value } from './values';
import { DEFAULT_ZONE, localDate } from './zones';

/**
 * A function from data to the value of `tree`.
 *
 * Data is nested: {record: {...}, param: {...}, now: Date, zone: "Asia/Shanghai"}. Numbers are Decimals (see decimal()),
 * dates texts, moments Dates; JSON texts are read where `types` says what a path holds. `tables`: those it may call. Throws ExpressionError for a
 * tree that is not allowed.
 */
export function compileTree(tree: unknown, types: Types = {}, tables: Tables = {}): Closure {
  return closure(readTree(tree, types, tables));
}

function closure(node: Node): Closure {
  if (node.sort === 'literal') return () => node.value;
  // What other forms answer, the server alone knows.
  if (node.sort === 'question') return () => fault('unanswered');
  if (node.sort === 'name') return nameClosure(node);
  if (node.sort === 'items') {
    const items = node.items.map(closure);
    return (data) => items.map((item) => item(data));
  }
  const wanted = kinds(node.row, node.arguments.length);
  const closures = node.arguments.map((argument, i) => fitted(argument, wanted[i] ?? 'any'));
  return node.row.compile ? node.row.compile(node.arguments, closures) : eager(node.row, wanted, closures);
}

function nameClosure({ path, type, otherwise }: Extract<Node, { sort: 'name' }>): Closure {
  const value: Closure = (data) => readAs(find(data, path), type);
  if (!otherwise) return value;
  const standIn = closure(otherwise);
  return (data) => value(data) ?? standIn(data);
}

/** The argument's closure, converted where its position needs a whole number or a day. */
function fitted(node: Node, kind: string): Closure {
  const value = closure(node);
  if (kind === 'integer' && node.type !== 'integer') return (data) => whole(value(data));
  if (kind === 'day' && node.type !== 'date') return (data) => localDay(value(data), data);
  return value;
}

function whole(value: Value): Value {
  return isDecimal(value) && !value.eq(value.round(0, 0)) ? fault('type_mismatch') : value;
}

function localDay(value: Value, data: unknown): Value {
  return value instanceof Date ? localDate(value, String(find(data, ['zone']) ?? DEFAULT_ZONE)) : value;
}

function eager(row: Operator, wanted: string[], closures: Closure[]): Closure {
  const run = row.run ?? (() => null);
  const empty = row.nulls === 'no' ? false : null;
  return (data) => {
    const values = closures.map((argument) => argument(data));
    if (row.nulls !== 'own' && values.includes(null)) return empty;
    if (!values.every((value, i) => fits(wanted[i] ?? 'any', value))) {
      fault('type_mismatch');
      return empty;
    }
    return run(...row.reads.map((name) => (data as Record<string, Value> | undefined)?.[name] ?? null), ...values);
  };
}
