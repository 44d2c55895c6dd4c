/** Comparison of amounts as text, exact to any length. */

/** Both are plain decimal texts such as "-12.50". */
export function isLess(one: string, other: string): boolean {
  const [a, b] = aligned(one, other);
  return a < b;
}

function aligned(one: string, other: string): [bigint, bigint] {
  const places = Math.max(placesOf(one), placesOf(other));
  return [units(one, places), units(other, places)];
}

const placesOf = (text: string) => text.split('.')[1]?.length ?? 0;

function units(text: string, places: number): bigint {
  const [whole = '0', rest = ''] = text.split('.');
  return BigInt(whole + rest.padEnd(places, '0'));
}
