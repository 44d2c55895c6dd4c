/** Reading a tree: JSON in, checked nodes out, within the same limits as on the server. */
import { decisionOperator, type Tables } from './decisions';
import { ExpressionError, type Node } from './nodes';
import { operators } from './operators';
import { commonType, settle, shared } from './settle';
import { typeOf } from './types';
import { isDecimal, plain, type Type } from './values';

/** A type per dotted path, such as {"record.budget": "decimal"}; a name that is not here has an open type. */
export type Types = Readonly<Record<string, Type>>;

const MAX_DEPTH = 32;
const MAX_STEPS = 10_000;
const MAX_SOURCE_BYTES = 16 * 1024;
const MAX_DIGITS = 40;
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The checked node of `tree`. Throws ExpressionError. */
export function readTree(tree: unknown, types: Types = {}, tables: Tables = {}): Node {
  let steps = 0;

  function read(part: unknown, pointer: string, depth: number): Node {
    steps += 1;
    if (depth > MAX_DEPTH || steps > MAX_STEPS) throw new ExpressionError('expression.too_large', pointer);
    if (Array.isArray(part)) return { sort: 'items', items: part.map((item, i) => read(item, `${pointer}/${i}`, depth + 1)), type: 'list', pointer };
    if (part && typeof part === 'object' && !isDecimal(part) && !(part instanceof Date)) return operation(part, pointer, depth);
    return literal(part, pointer);
  }

  function operation(part: object, pointer: string, depth: number): Node {
    const [entry, ...more] = Object.entries(part) as [string, unknown][];
    if (!entry || more.length) throw new ExpressionError('expression.malformed', pointer);
    const [key, argument] = entry;
    const below = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const listed: unknown[] = Array.isArray(argument) ? argument : [argument];
    if (key === 'var' || key === 'param') return name(key, listed, pointer, depth);
    if (key === 'decide') return decision(listed, pointer, below, depth);
    const row = operators.get(key);
    if (!row) throw new ExpressionError('expression.unknown_operator', pointer);
    if (listed.length < row.least || listed.length > row.most) throw new ExpressionError('expression.count', below);
    if (row.asks) return { sort: 'question', type: 'any', pointer };
    const { nodes, type } = settle(row, listed.map((item, i) => read(item, listed === argument ? `${below}/${i}` : below, depth + 1)));
    return { sort: 'call', row, arguments: nodes, type, pointer };
  }

  /** {"decide": [table, {input: tree}, output]}: an input that is left out is empty. */
  function decision([table, given, output, ...more]: unknown[], pointer: string, below: string, depth: number): Node {
    const named = typeof table === 'string' && (output === undefined || typeof output === 'string') && !more.length;
    if (!named || !given || typeof given !== 'object' || Array.isArray(given)) throw new ExpressionError('expression.malformed', below);
    const { row, inputs } = decisionOperator(tables, table, output, below);
    if (Object.keys(given).some((input) => !inputs.includes(input))) throw new ExpressionError('expression.unknown_name', below);
    const { nodes, type } = settle(row, inputs.map((input) => read((given as Record<string, unknown>)[input] ?? null, `${below}/1/${input}`, depth + 1)));
    return { sort: 'call', row, arguments: nodes, type, pointer };
  }

  function name(key: string, listed: unknown[], pointer: string, depth: number): Node {
    const below = `${pointer}/${key}`;
    if (listed.length < 1 || listed.length > (key === 'var' ? 2 : 1)) throw new ExpressionError('expression.count', below);
    const written = typeof listed[0] === 'number' ? String(listed[0]) : listed[0];
    if (typeof written !== 'string') throw new ExpressionError('expression.malformed', below);
    const path = written ? [...(key === 'param' ? ['param'] : []), ...written.split('.')] : [];
    const dotted = path.join('.');
    const node: Node = { sort: 'name', path, type: (Object.hasOwn(types, dotted) && types[dotted]) || 'any', pointer, otherwise: null };
    if (listed.length === 1) return node;
    const [, otherwise = node] = shared([node, read(listed[1], `${below}/1`, depth + 1)]);
    return { ...node, otherwise, type: commonType([node, otherwise]) };
  }

  const node = read(tree, '', 1);
  if (new TextEncoder().encode(JSON.stringify(tree)).length > MAX_SOURCE_BYTES) throw new ExpressionError('expression.too_large', '');
  return node;
}

function literal(part: unknown, pointer: string): Node {
  const value = plain(part);
  const unsafe = typeof part === 'number' && Number.isInteger(part) && !Number.isSafeInteger(part);
  if (unsafe || (value === null && part !== null) || (typeof value === 'string' && UNSTORABLE.test(value))) {
    throw new ExpressionError('expression.malformed', pointer);
  }
  if (isDecimal(value) && value.toFixed().length > MAX_DIGITS + 2) throw new ExpressionError('expression.too_large', pointer);
  return { sort: 'literal', value, type: typeOf(value), pointer };
}
