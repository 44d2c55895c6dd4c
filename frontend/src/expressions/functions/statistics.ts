/** Figures over lists and over several values: empty ones are passed over, as in Excel. */
import { fault } from '../faults';
import { flat, numbersOf } from '../lists';
import type { Action } from '../nodes';
import { decimal, isDecimal, type Decimal, type Value } from '../values';

const DECIMALS = 12;

function over(run: (numbers: Decimal[]) => Value): Action {
  return {
    run: (...values) => {
      const numbers = numbersOf(values);
      return numbers && run(numbers);
    },
  };
}

const sum = (numbers: readonly Decimal[]) => numbers.reduce((total, number) => total.plus(number), decimal(0));
const ordered = (numbers: readonly Decimal[]) => numbers.toSorted((a, b) => a.cmp(b));

function median(numbers: Decimal[]): Value {
  const all = ordered(numbers);
  const half = Math.floor(all.length / 2);
  const [low = null, high = null] = [all[half - 1], all[half]];
  return all.length % 2 || !low || !high ? high : low.plus(high).div(2);
}

function percentile(numbers: Decimal[], share: Decimal): Value {
  if (!numbers.length) return null;
  if (share.lt(0) || share.gt(1)) return fault('out_of_range');
  const all = ordered(numbers);
  const place = share.times(all.length - 1);
  const below = place.round(0, 0).toNumber();
  const low = all[below] ?? decimal(0);
  const high = all[below + 1] ?? low;
  return low.plus(high.minus(low).times(place.minus(below))).round(DECIMALS, 1);
}

function products(lists: Value[][]): Value {
  if (new Set(lists.map((list) => list.length)).size !== 1) return fault('type_mismatch');
  const lines = (lists[0] ?? []).map((_, i) => lists.map((list) => list[i] ?? null));
  let total = decimal(0);
  for (const line of lines) {
    const factors = numbersOf(line);
    if (!factors) return null;
    if (factors.length === line.length) total = total.plus(factors.reduce((product, factor) => product.times(factor)));
  }
  return total;
}

function normalise(value: Decimal, numbers: Decimal[]): Value {
  const all = ordered(numbers);
  const [low, high] = [all[0], all.at(-1)];
  if (!low || !high) return null;
  return low.eq(high) ? decimal(0) : value.minus(low).div(high.minus(low));
}

const statistics: Record<string, Action> = {
  sum: over(sum),
  average: over((numbers) => (numbers.length ? sum(numbers).div(numbers.length) : null)),
  median: over(median),
  count: { run: (...values) => decimal(flat(values).filter((value) => isDecimal(value)).length) },
  counta: { run: (...values) => decimal(flat(values).filter((value) => value !== '').length) },
  sumproduct: { run: (...lists) => products(lists as Value[][]) },
  percentile: {
    run: (values, share) => {
      const numbers = numbersOf(values as Value[]);
      return numbers && percentile(numbers, share as Decimal);
    },
  },
  rank: {
    run: (value, values, ascending) => {
      const numbers = numbersOf(values as Value[]);
      const own = value as Decimal;
      return numbers && decimal(1 + numbers.filter((other) => (ascending ? other.lt(own) : other.gt(own))).length);
    },
  },
  normalise: {
    run: (value, values) => {
      const numbers = numbersOf(values as Value[]);
      return numbers && normalise(value as Decimal, numbers);
    },
  },
};

export default statistics;
