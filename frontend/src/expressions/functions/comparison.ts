/** Comparisons: equal, in order, among. Two-valued: an empty side is never in order; empty equals only empty. */
import { fault } from '../faults';
import type { Action, Closure, Node } from '../nodes';
import { compare, equal, isDecimal, parse, sort, type Value } from '../values';

type Pair = (data: unknown) => [Value, Value];

/** What a literal text stands for beside a value of unknown type; null for other nodes. */
export function facing(node: Node | undefined): ((value: Value) => Value) | null {
  if (node?.sort !== 'literal' || typeof node.value !== 'string') return null;
  const text = node.value;
  const number = parse(text, 'decimal');
  const moment = parse(text, 'datetime');
  return (value) => (isDecimal(value) ? number : value instanceof Date ? moment : null) ?? text;
}

function pair([left, right]: readonly Node[], [leftOf = () => null, rightOf = () => null]: readonly Closure[]): Pair {
  const rightReading = left?.type === 'any' ? facing(right) : null;
  if (rightReading) {
    return (data) => {
      const value = leftOf(data);
      return [value, rightReading(value)];
    };
  }
  const leftReading = right?.type === 'any' ? facing(left) : null;
  if (leftReading) {
    return (data) => {
      const value = rightOf(data);
      return [leftReading(value), value];
    };
  }
  return (data) => [leftOf(data), rightOf(data)];
}

function inOrder(test: (order: number) => boolean): Action {
  const two = (sides: Pair): ((data: unknown) => boolean) => (data) => {
    const [left, right] = sides(data);
    if (left === null || right === null) return false;
    if (sort(left) !== sort(right) || sort(left) === 'boolean' || sort(left) === 'list') {
      fault('type_mismatch');
      return false;
    }
    return test(compare(left, right));
  };
  return {
    compile: (nodes, closures) => {
      const below = two(pair(nodes, closures));
      if (nodes.length === 2) return below;
      const above = two(pair(nodes.slice(1), closures.slice(1)));
      return (data) => below(data) && above(data);
    },
  };
}

function equality(wanted: boolean): Action {
  return {
    compile: (nodes, closures) => {
      const sides = pair(nodes, closures);
      return (data) => equal(...sides(data)) === wanted;
    },
  };
}

const among: Action = {
  compile: ([needle, list], [valueOf = () => null, membersOf = () => null]) => {
    const needleReading = facing(needle);
    const readers = list?.sort === 'items' && needle?.type === 'any' ? list.items.map(facing) : [];
    return (data) => {
      const value = valueOf(data);
      const members = membersOf(data);
      if (typeof members === 'string' && typeof value === 'string') return members.includes(value);
      if (Array.isArray(members)) {
        const open = list?.sort !== 'items';
        return members.some((member, i) => equal(open && needleReading ? needleReading(member) : value, readers[i]?.(value) ?? member));
      }
      if (members !== null && value !== null) fault('type_mismatch');
      return false;
    };
  },
};

const comparison: Record<string, Action> = {
  '<': inOrder((order) => order < 0),
  '<=': inOrder((order) => order <= 0),
  '>': inOrder((order) => order > 0),
  '>=': inOrder((order) => order >= 0),
  '==': equality(true),
  '!=': equality(false),
  in: among,
};

export default comparison;
