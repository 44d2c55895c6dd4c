/** Rounding otherwise than to the nearest, and what division leaves over with the divisor's sign, as in Excel. */
import { fault } from '../faults';
import type { Action } from '../nodes';
import { decimal, type Decimal, type Value } from '../values';

const ROUND_LIMIT = 12;
const DOWN = 0;
const UP = 3;

function rounded(mode: 0 | 3): Action {
  return {
    run: (value, places) => {
      const decimals = places ? (places as Decimal).toNumber() : 0;
      return (value as Decimal).round(Math.max(-ROUND_LIMIT, Math.min(ROUND_LIMIT, decimals)), mode);
    },
  };
}

/** The whole number below. */
export function floor(value: Decimal): Decimal {
  const cut = value.round(0, DOWN);
  return value.lt(cut) ? cut.minus(1) : cut;
}

/** What is left after whole divisions, with the divisor's sign. */
function modulo(value: Decimal, divisor: Decimal): Decimal {
  const rest = value.mod(divisor);
  return rest.eq(0) || rest.lt(0) === divisor.lt(0) ? rest : rest.plus(divisor);
}

function multiple(up: boolean): Action {
  return {
    run: (...values) => {
      const [value, step] = values as [Decimal, Decimal];
      if (step.eq(0)) return fault('division_by_zero');
      const size = step.abs();
      const rest = modulo(value, size);
      const below = value.minus(rest);
      return up && !rest.eq(0) ? below.plus(size) : below;
    },
  };
}

const rounding: Record<string, Action> = {
  round_up: rounded(UP),
  round_down: rounded(DOWN),
  int: { run: (value) => floor(value as Decimal) },
  sign: { run: (value) => decimal((value as Decimal).cmp(0)) },
  ceiling: multiple(true),
  floor: multiple(false),
  mod: {
    run: (...values): Value => {
      const [value, divisor] = values as [Decimal, Decimal];
      return divisor.eq(0) ? fault('division_by_zero') : modulo(value, divisor);
    },
  },
};

export default rounding;
