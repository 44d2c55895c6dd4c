/** An expression after checking: literals already have the type of their place, names are paths, calls their row. */
import type { Type, Value } from './values';

export type Closure = (data: unknown) => Value;

/** Exactly one of the two. `run` gets what the row reads besides, then the values. */
export interface Action {
  run?: (...values: Value[]) => Value;
  compile?: (nodes: readonly Node[], closures: readonly Closure[]) => Closure;
}

export interface Operator extends Action {
  key: string;
  takes: string[];
  gives: string;
  least: number;
  most: number;
  cycle: number;
  nulls: string;
  reads: string[];
  asks: string;
}

export type Node =
  | { sort: 'literal'; value: Value; type: Type; pointer: string }
  | { sort: 'name'; path: string[]; type: Type; pointer: string; otherwise: Node | null }
  | { sort: 'items'; items: Node[]; type: Type; pointer: string }
  | { sort: 'question'; type: Type; pointer: string }
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
