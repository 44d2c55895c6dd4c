/**
 * Powers and roots: exact, then rounded at once to 12 decimals. An exponent lies from -100 to 100.
 *
 * One with a fraction is worked out far beyond what is kept, rounded to 30 decimals and then to 12, as the server does.
 */
import { Big } from 'big.js';
import { fault } from '../faults';
import type { Action } from '../nodes';
import { decimal, type Decimal, type Value } from '../values';

const MOST = 100;
const LONGEST = 200;
const DECIMALS = 12;
const LIMIT = decimal(`1${'0'.repeat(100)}`);
const BEYOND = 30;
const [LOWEST, HIGHEST] = [-100, 231];

// A constructor of its own, for many decimals. Products grow, so each is cut.
const Precise = Big();
Precise.DP = 170;
Precise.RM = 1;
const cut = (number: Big) => number.round(Precise.DP, 1);

/** The logarithm of a number near one, by the series of the inverse hyperbolic tangent. */
function nearOne(number: Big): Big {
  const ratio = number.minus(1).div(number.plus(1));
  const square = cut(ratio.times(ratio));
  let power = ratio;
  let sum = ratio;
  for (let odd = 3; power.abs().gt(0); odd += 2) {
    power = cut(power.times(square));
    sum = sum.plus(power.div(odd));
  }
  return sum.times(2);
}

const ROOTS = 6;

/** From the roots of a number between one and ten. */
function logarithmOf(number: Big): Big {
  let near = number;
  for (let i = 0; i < ROOTS; i += 1) near = near.sqrt();
  return nearOne(near).times(2 ** ROOTS);
}

let ofTen: Big | null = null;

function logarithm(number: Decimal): Big {
  const digits = new Precise(number.toFixed());
  const exponent = digits.e;
  ofTen ??= logarithmOf(new Precise(10));
  const scale = new Precise(`1e${-exponent}`);
  return cut(logarithmOf(cut(digits.times(scale))).plus(ofTen.times(exponent)));
}

const HALVINGS = 12;

function exponential(number: Big): Big {
  const small = number.div(2 ** HALVINGS);
  let term = new Precise(1);
  let sum = term;
  for (let n = 1; term.abs().gt(0); n += 1) {
    term = cut(term.times(small)).div(n);
    sum = sum.plus(term);
  }
  for (let i = 0; i < HALVINGS; i += 1) sum = cut(sum.times(sum));
  return sum;
}

function fractional(base: Decimal, times: Decimal): Value {
  if (base.lt(0) || !times.eq(times.round(DECIMALS, 1))) return fault('out_of_range');
  if (base.eq(0)) return decimal(0);
  const raised = cut(new Precise(times.toFixed()).times(logarithm(base)));
  if (raised.lt(LOWEST)) return decimal(0);
  const found = decimal(exponential(raised.gt(HIGHEST) ? new Precise(HIGHEST) : raised).toFixed()).round(BEYOND, 1);
  return found.gte(LIMIT) ? fault('out_of_range') : found.round(DECIMALS, 1);
}

const powers: Record<string, Action> = {
  power: {
    run: (...values) => {
      const [base = decimal(0), exponent = decimal(0)] = values as Decimal[];
      if (exponent.abs().gt(MOST)) return fault('out_of_range');
      const times = exponent.toNumber();
      if (base.c.length > LONGEST || base.e > MOST) return fault('out_of_range');
      if (base.eq(0) && times < 0) return fault('division_by_zero');
      if (!exponent.eq(exponent.round(0, 0))) return fractional(base, exponent);
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
