/** Powers and roots: exact, then rounded at once to 12 decimals. An exponent is whole, from -100 to 100. */
import { fault } from '../faults';
import type { Action } from '../nodes';
import { decimal, type Decimal } from '../values';

const MOST = 100;
const LONGEST = 200;
const DECIMALS = 12;
const LIMIT = decimal(`1${'0'.repeat(100)}`);

const powers: Record<string, Action> = {
  power: {
    run: (...values) => {
      const [base = decimal(0), exponent = decimal(0)] = values as Decimal[];
      const times = exponent.toNumber();
      if (Math.abs(times) > MOST || base.c.length > LONGEST || base.e > MOST) return fault('out_of_range');
      if (base.eq(0) && times < 0) return fault('division_by_zero');
      const raised = base.pow(Math.abs(times));
      if (raised.abs().gte(LIMIT)) return fault('out_of_range');
      return times < 0 ? decimal(1).div(raised) : raised.round(DECIMALS, 1);
    },
  },
  sqrt: { run: (value) => ((value as Decimal).lt(0) ? fault('out_of_range') : root(value as Decimal)) },
};

const UNIT = decimal('0.000000000001');
const HALF = decimal('0.0000000000005');

/** The library rounds a root that it has rounded already; the square tells on which side of the half it lies. */
function root(value: Decimal): Decimal {
  const near = value.sqrt();
  const below = near.minus(HALF);
  const above = near.plus(HALF);
  if (near.gt(0) && value.lt(below.times(below))) return near.minus(UNIT);
  return value.gte(above.times(above)) ? near.plus(UNIT) : near;
}

export default powers;
