/** An expression after checking: literals already have the type of their place, names are paths. */
import type { Operator } from './operators';
import type { Type, Value } from './values';

export type Node =
  | { sort: 'literal'; value: Value; type: Type; pointer: string }
  | { sort: 'name'; path: string[]; type: Type; pointer: string; otherwise: Node | null }
  | { sort: 'items'; items: Node[]; type: Type; pointer: string }
  | { sort: 'call'; row: Operator; arguments: Node[]; type: Type; pointer: string };

export type LiteralNode = Extract<Node, { sort: 'literal' }>;

/** A tree that is not allowed. `code` as on the server, `pointer` into the tree. */
export class ExpressionError extends Error {
  constructor(
    readonly code: string,
    readonly pointer: string,
  ) {
    super(`${code} at ${pointer || '/'}`);
  }
}
