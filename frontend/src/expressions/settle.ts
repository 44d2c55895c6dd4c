/** Giving arguments their types: a literal text takes the type of its place, everything else must fit already. */
import { parseDuration } from './durations';
import { ExpressionError, type LiteralNode, type Node, type Operator } from './nodes';
import { kinds } from './operators';
import { accepts, family, NUMBERS, typeOf } from './types';
import { parse, type Type } from './values';

/** The arguments with literal texts read as what they must be, and the type of the result. */
export function settle(row: Operator, nodes: Node[]): { nodes: Node[]; type: Type } {
  const wanted = kinds(row, nodes.length);
  let settled = nodes.map((node, i) => fit(wanted[i] ?? 'any', node));
  const sharing = settled.filter((_, i) => wanted[i] === 'same' || wanted[i] === 'ordered');
  if (wanted.includes('many')) settled = settleMembership(settled);
  else if (sharing.length) {
    const unified = shared(sharing);
    settled = settled.map((node) => unified[sharing.indexOf(node)] ?? node);
    return { nodes: settled, type: result(row, settled, commonType(unified)) };
  }
  return { nodes: settled, type: result(row, settled, 'any') };
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
  if (kind === 'number') return read(node, 'decimal');
  if (kind === 'integer') return read(node, 'integer');
  if (kind !== 'day' && kind !== 'when') return node;
  return read(node, parse(String(node.value), 'date') === null ? 'datetime' : 'date');
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
