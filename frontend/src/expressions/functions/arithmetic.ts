/** Numbers: exact, rounded half away from zero; an empty argument makes the result empty. */
import { fault } from '../faults';
import { flat } from '../lists';
import type { Action } from '../nodes';
import { compare, decimal, sort, type Decimal, type Value } from '../values';

const ROUND_LIMIT = 12;

/** The engine has checked that the values are numbers. */
function onNumbers(run: (...numbers: Decimal[]) => Value): Action {
  return { run: (...values) => run(...(values as Decimal[])) };
}

/** Empty arguments are passed over, as in Excel. */
function extreme(better: (order: number) => boolean): Action {
  return {
    run: (...values) => {
      const present = flat(values);
      if (present.some((value) => sort(value) !== sort(present[0] ?? null))) return fault('type_mismatch');
      return present.reduce<Value>((best, value) => (best === null || better(compare(value, best)) ? value : best), null);
    },
  };
}

const arithmetic: Record<string, Action> = {
  '+': onNumbers((...numbers) => numbers.reduce((sum, number) => sum.plus(number))),
  '*': onNumbers((...numbers) => numbers.reduce((product, number) => product.times(number))),
  '-': onNumbers((left, right) => (left && right ? left.minus(right) : (left?.neg() ?? null))),
  '/': onNumbers((left, right) => (left && right && !right.eq(0) ? left.div(right) : fault('division_by_zero'))),
  '%': onNumbers((left, right) => (left && right && !right.eq(0) ? left.mod(right) : fault('division_by_zero'))),
  min: extreme((order) => order < 0),
  max: extreme((order) => order > 0),
  abs: onNumbers((number) => number?.abs() ?? null),
  round: onNumbers((number, places = decimal(0)) => number?.round(Math.max(-ROUND_LIMIT, Math.min(ROUND_LIMIT, places.toNumber())), 1) ?? null),
};

export default arithmetic;
