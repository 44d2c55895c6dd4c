/** Sharing out an amount to the fen: the parts always add up to the whole. */
import { fault } from '../faults';
import { numbersOf } from '../lists';
import type { Action } from '../nodes';
import { decimal, type Decimal, type Value } from '../values';

const MOST_PARTS = 1_000;
const ROUND_LIMIT = 12;

/** What is left over by rounding goes to those who lost most, the first of equals first. */
function shares(amount: Decimal, weights: Decimal[], places: Value | undefined): Value {
  const decimals = Math.max(-ROUND_LIMIT, Math.min(ROUND_LIMIT, places ? (places as Decimal).toNumber() : 2));
  const unit = decimals < 0 ? decimal(`1${'0'.repeat(-decimals)}`) : decimal(`0.${'0'.repeat(Math.max(0, decimals - 1))}1`);
  const one = decimals === 0 ? decimal(1) : unit;
  const scale = decimals < 0 ? null : decimal(`1${'0'.repeat(decimals)}`);
  const rounded = amount.round(decimals, 1);
  const units = (scale ? rounded.times(scale) : rounded.div(one)).abs();
  const whole = weights.reduce((sum, weight) => sum.plus(weight), decimal(0));
  const parts = weights.map((weight, place) => {
    const exact = units.times(weight);
    const rest = exact.mod(whole);
    return { place, rest, part: exact.minus(rest).div(whole) };
  });
  const given = parts.reduce((sum, { part }) => sum.plus(part), decimal(0));
  const missing = units.minus(given).toNumber();
  const extra = new Set(parts.toSorted((a, b) => b.rest.cmp(a.rest) || a.place - b.place).slice(0, missing).map(({ place }) => place));
  const sign = rounded.lt(0) ? -1 : 1;
  return parts.map(({ part, place }) => part.plus(extra.has(place) ? 1 : 0).times(one).times(sign));
}

const sharing: Record<string, Action> = {
  allocate: {
    run: (amount, weights, places) => {
      const found = numbersOf((weights as Value[]).map((weight) => weight ?? decimal(0)));
      if (!found) return null;
      if (!found.length || found.length > MOST_PARTS || found.some((weight) => weight.lt(0))) return fault('out_of_range');
      return found.every((weight) => weight.eq(0)) ? fault('division_by_zero') : shares(amount as Decimal, found, places);
    },
  },
  spread: {
    run: (amount, parts, places) => {
      const count = (parts as Decimal).toNumber();
      if (count < 1 || count > MOST_PARTS) return fault('out_of_range');
      return shares(amount as Decimal, Array.from({ length: count }, () => decimal(1)), places);
    },
  },
};

export default sharing;
