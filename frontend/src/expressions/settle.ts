/** Giving arguments their types: a literal text takes the type of its place, everything else must fit already. */
import { parseDuration } from './durations';
import { ExpressionError, type LiteralNode, type Node, type Operator } from './nodes';
import { kinds } from './operators';
import { accepts, family, NUMBERS, typeOf } from './types';
import { parse, type Type } from './values';

/** Positions of one of these kinds share a family of types with each other. */
const SHARING = ['same', 'ordered', 'measured', 'other'];

/** The arguments with literal texts read as what they must be, and the type of the result. */
export function settle(row: Operator, nodes: Node[]): { nodes: Node[]; type: Type } {
  const wanted = kinds(row, nodes.length);
  let settled = nodes.map((node, i) => fit(wanted[i] ?? 'any', node));
  if (wanted.includes('many')) {
    settled = settleMembership(settled);
    return { nodes: settled, type: result(row, settled, 'any') };
  }
  let common: Type = 'null';
  for (const kind of SHARING) {
    const places = settled.flatMap((node, i) => (wanted[i] === kind && !(kind === 'measured' && node.type === 'list') ? [i] : []));
    if (!places.length) continue;
    const unified = shared(places.flatMap((i) => settled[i] ?? []));
    settled = settled.map((node, i) => unified[places.indexOf(i)] ?? node);
    common = commonType(unified);
  }
  if (settled.some((node, i) => wanted[i] === 'measured' && node.type === 'list')) common = 'any';
  return { nodes: settled, type: result(row, settled, common) };
}

function settleMembership([needle, among, ...rest]: Node[]): Node[] {
  if (!needle || !among) return rest;
  if (among.sort === 'items') {
    const [first = needle, ...items] = shared([needle, ...among.items]);
    return [first, { ...among, items }];
  }
  if (among.type === 'text' && !['text', 'any', 'null'].includes(needle.type)) throw wrong(needle);
  return [needle, among];
}

/** The nodes brought to one family of types. */
export function shared(nodes: Node[]): Node[] {
  const known = nodes.find((node) => !isFree(node) && node.type !== 'any' && node.type !== 'null');
  return known ? nodes.map((node) => join(node, family(known.type))) : nodes;
}

/** The one type of nodes that share a family; "any" when one is not known. */
export function commonType(nodes: Node[]): Type {
  const types = new Set(nodes.map((node) => node.type).filter((type) => type !== 'null'));
  if (!types.size) return 'null';
  if (types.has('any')) return 'any';
  const [first = 'any'] = types;
  if (types.size === 1) return first;
  return NUMBERS.includes(first) ? 'decimal' : 'text';
}

/** A literal text may still become a number or a date. */
function isFree(node: Node): node is LiteralNode {
  return node.sort === 'literal' && node.type === 'text';
}

function join(node: Node, target: Type): Node {
  if (node.type === 'any' || node.type === 'null' || family(node.type) === target) return node;
  return isFree(node) ? read(node, target) : fail(node);
}

function fit(kind: string, node: Node): Node {
  const found = isFree(node) ? readLiteral(kind, node) : node;
  return accepts(kind, found.type) ? found : fail(node);
}

function readLiteral(kind: string, node: LiteralNode): Node {
  if (kind === 'duration') return parseDuration(String(node.value)) ? { ...node, type: 'duration' } : fail(node);
  if (kind === 'number' || kind === 'numbers') return read(node, 'decimal');
  if (kind === 'datetime') return read(node, 'datetime');
  if (kind === 'integer') return read(node, 'integer');
  if (kind !== 'day' && kind !== 'when' && kind !== 'shown') return node;
  const target = (['date', 'datetime'] as const).find((type) => parse(String(node.value), type) !== null);
  return read(node, target ?? (kind === 'shown' ? 'decimal' : 'date'));
}

function read(node: LiteralNode, target: Type): Node {
  const value = parse(String(node.value), target);
  if (value === null) return fail(node);
  return { ...node, value, type: target === 'date' ? 'date' : typeOf(value) };
}

function result(row: Operator, nodes: Node[], common: Type): Type {
  if (row.gives === 'same') return common;
  if (row.gives === 'first') return nodes[0]?.type ?? 'any';
  if (row.gives === 'number') return nodes.every((node) => node.type === 'integer') ? 'integer' : 'decimal';
  return row.gives as Type;
}

function wrong(node: Node): ExpressionError {
  return new ExpressionError('expression.type', node.pointer);
}

function fail(node: Node): never {
  throw wrong(node);
}
