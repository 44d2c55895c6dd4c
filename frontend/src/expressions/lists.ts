/** What a function finds in its values: those of lists one by one, without empty ones. */
import { fault } from './faults';
import { isDecimal, readAs, type Decimal, type Value } from './values';

export function flat(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (Array.isArray(value) ? flat(value) : value === null ? [] : [value]));
}

/** The numbers among the values; null with a code when something else is there. In a list JSON's texts count as numbers. */
export function numbersOf(values: readonly Value[]): Decimal[] | null {
  const found = flat(values).map((value) => readAs(value, 'decimal'));
  return found.every(isDecimal) ? found : fault('type_mismatch');
}
